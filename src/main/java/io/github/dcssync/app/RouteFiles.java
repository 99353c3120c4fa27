package io.github.dcssync.app;

import io.github.dcssync.settings.OperatorFiles;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** The route files on disk, which an operator may read and change. */
final class RouteFiles {

    private RouteFiles() {
    }

    /**
     * @param files that the operator may change
     * @return what Camel takes as the routes to include: every file by name, wherever links lead
     * @throws BundleException when there are none; the message has the remedy
     */
    static String pattern(OperatorFiles files) {
        return of(files).stream().map(RouteFiles::location).collect(Collectors.joining(","));
    }

    /**
     * @param files that the operator may change
     * @return whether a file may have something else than routes: beans, or one of Camel's pipes
     * @throws BundleException as {@link #pattern}
     */
    static boolean mayHaveBeans(OperatorFiles files) {
        for (Path file : of(files)) {
            try {
                String text = Files.readString(file);
                if (text.contains("beans") || text.contains("Pipe")) {
                    return true;
                }
            } catch (IOException e) {
                // Camel says it better.
                return true;
            }
        }
        return false;
    }

    private static List<Path> of(OperatorFiles files) {
        String folder = files.shown(OperatorFiles.ROUTES);
        try {
            List<Path> routes = files.list(OperatorFiles.ROUTES, ".camel.yaml");
            if (!routes.isEmpty()) {
                return routes;
            }
        } catch (IOException e) {
            throw new BundleException("There are no routes: " + folder + " cannot be read (" + e
                    + "); restore it from the release", e);
        }
        throw new BundleException("There are no routes: " + folder
                + " has no file *.camel.yaml; restore it from the release", null);
    }

    /** Camel decodes the name as it does with URLs, and takes a comma for the next name. */
    private static String location(Path file) {
        String encoded = URLEncoder.encode(file.toAbsolutePath().toString(), StandardCharsets.UTF_8);
        return "file:" + encoded.replace("%2F", "/");
    }
}
