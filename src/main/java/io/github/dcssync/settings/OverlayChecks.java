package io.github.dcssync.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.regex.Pattern;

/** What is wrong or odd with the operator's own folder and the jars beside the program. */
final class OverlayChecks {

    private static final List<String> FOLDERS = List.of(OperatorFiles.CONFIG, OperatorFiles.ALERTS,
            OperatorFiles.ROUTES, OperatorFiles.EXTENSIONS);
    /** Others may be what the settings name, such as a certificate. */
    private static final Pattern LIKE_OURS = Pattern.compile(".*\\.(ya?ml|properties)", Pattern.CASE_INSENSITIVE);

    private final OperatorFiles files;

    OverlayChecks(OperatorFiles files) {
        this.files = files;
    }

    void run(Violations faults, List<String> warnings) {
        files.overlay().ifPresent(overlay -> checkFolder(overlay, faults, warnings));
        files.extensions().forEach(jar -> checkJar(jar, faults));
    }

    private void checkFolder(Path overlay, Violations faults, List<String> warnings) {
        String named = OperatorFiles.OVERLAY + "=" + Violations.show(false, overlay.toString());
        if (!Files.isDirectory(overlay)) {
            faults.add(named + ": there is no such folder: make it, correct the path, or unset the variable");
        } else if (!Files.isReadable(overlay) || !Files.isExecutable(overlay)) {
            faults.add(named + ": cannot be read; make it a folder that this user may read");
        } else if (FOLDERS.stream().noneMatch(folder -> Files.exists(overlay.resolve(folder)))) {
            warnings.add(named + " has neither config nor routes nor ext: nothing in it is used");
        } else {
            FOLDERS.forEach(folder -> checkFiles(overlay.resolve(folder), folder, faults, warnings));
        }
    }

    private void checkFiles(Path folder, String name, Violations faults, List<String> warnings) {
        if (Files.exists(folder) && !(Files.isDirectory(folder) && Files.isReadable(folder))) {
            faults.add(folder + ": cannot be read; make it a folder that this user may read");
        }
        files.own(name).forEach((file, path) -> {
            if (!Files.isReadable(path)) {
                faults.add(path + ": cannot be read; make it a file that this user may read, or take it away");
            } else if (!isRead(name, file)) {
                warnings.add(path + " is not read: " + remedy(name));
            }
        });
    }

    private boolean isRead(String folder, String file) {
        return switch (folder) {
            case OperatorFiles.ROUTES -> file.endsWith(".camel.yaml");
            case OperatorFiles.EXTENSIONS -> file.endsWith(".jar");
            case OperatorFiles.ALERTS -> !file.endsWith(".json") || files.isShipped(folder, file);
            default -> !LIKE_OURS.matcher(file).matches() || files.isShipped(folder, file);
        };
    }

    private static String remedy(String folder) {
        return switch (folder) {
            case OperatorFiles.ROUTES -> "the names of routes end in .camel.yaml";
            case OperatorFiles.EXTENSIONS -> "only jars are";
            default -> "it has the name of none of the program's files in " + folder;
        };
    }

    /** Java passes over what it cannot open, and what is in there is then missing without a word. */
    private static void checkJar(Path jar, Violations faults) {
        try {
            new JarFile(jar.toFile(), false).close();
        } catch (IOException e) {
            faults.add(jar + ": is no jar that can be read; put it there again, or take it away");
        }
    }
}
