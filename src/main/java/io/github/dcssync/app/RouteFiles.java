package io.github.dcssync.app;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The route files on disk, which an operator may read and change. */
final class RouteFiles {

    private RouteFiles() {
    }

    /**
     * @param home the folder that has {@code routes/}
     * @return what Camel takes as the routes to include: every file by name, wherever links lead
     * @throws BundleException when there are none; the message has the remedy
     */
    static String pattern(Path home) {
        Path folder = home.resolve("routes");
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> routes = files.filter(file -> file.toString().endsWith(".camel.yaml")).sorted().toList();
            if (!routes.isEmpty()) {
                return routes.stream().map(RouteFiles::location).collect(Collectors.joining(","));
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
