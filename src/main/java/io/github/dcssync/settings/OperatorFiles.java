package io.github.dcssync.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The files that operators read and change: those beside the program, and before them, file by file, those of a folder that
 * no upgrade touches.
 */
public final class OperatorFiles {

    /** The variable that names a folder of the operator's own. */
    public static final String OVERLAY = "DCS_OVERLAY";
    /** Tables and settings. */
    public static final String CONFIG = "config";
    /** What messages of alerts look like, a file a product. */
    public static final String ALERTS = CONFIG + "/alerts";
    /** What Camel runs. */
    public static final String ROUTES = "routes";
    /** Jars of components. */
    public static final String EXTENSIONS = "ext";

    private final Path home;
    private final @Nullable Path overlay;

    private OperatorFiles(Path home, @Nullable Path overlay) {
        this.home = home;
        this.overlay = overlay;
    }

    /**
     * @param home where the program lies; a relative overlay is below it, not below the current directory
     * @param environment variables by name, of which {@link #OVERLAY} counts; an empty one counts as unset
     */
    public static OperatorFiles of(Path home, Map<String, String> environment) {
        String named = environment.getOrDefault(OVERLAY, "");
        return new OperatorFiles(home, named.isBlank() ? null : home.resolve(named).normalize());
    }

    /**
     * The same, for what reads no settings.
     *
     * @throws SettingsException when they cannot be used
     */
    public static OperatorFiles checked(Path home, Map<String, String> environment) {
        OperatorFiles files = of(home, environment);
        Violations faults = new Violations();
        new OverlayChecks(files).run(faults, new ArrayList<>());
        if (!faults.lines().isEmpty()) {
            throw new SettingsException(faults.lines(), LogFormat.of(environment));
        }
        return files;
    }

    /** @return the operator's own folder, whether it is there or not; empty when none is named */
    public Optional<Path> overlay() {
        return Optional.ofNullable(overlay);
    }

    /**
     * @param name a path below the program's folder, such as {@code config/error-codes.yaml}
     * @return the operator's own file of that name, else the one beside the program, which need not be there
     */
    public Path file(String name) {
        // A link that leads nowhere is no missing file: whoever reads it says so.
        return overlay == null || Files.notExists(overlay.resolve(name), LinkOption.NOFOLLOW_LINKS)
                ? home.resolve(name) : overlay.resolve(name);
    }

    /**
     * The files of a folder in the order of their names, hidden ones left out.
     *
     * @param ending of their names
     * @throws IOException when the folder beside the program cannot be read
     */
    public List<Path> list(String folder, String ending) throws IOException {
        Map<String, Path> files = new TreeMap<>(named(home.resolve(folder)));
        files.putAll(own(folder));
        files.keySet().removeIf(name -> !name.endsWith(ending));
        return List.copyOf(files.values());
    }

    /** @return whether there is a file of that name beside the program */
    public boolean isShipped(String folder, String name) {
        return Files.exists(home.resolve(folder).resolve(name));
    }

    /** @return the jars to be loaded beside the program's own: the operator's, then those beside the program */
    public List<Path> extensions() {
        Map<String, Path> jars = own(EXTENSIONS);
        Map<String, Path> beside = namedOrNone(home.resolve(EXTENSIONS));
        beside.keySet().removeAll(jars.keySet());
        return Stream.of(jars, beside).flatMap(some -> some.values().stream())
                .filter(file -> file.toString().endsWith(".jar")).toList();
    }

    /** @return the files of a folder of the overlay by name, hidden ones left out */
    public Map<String, Path> own(String folder) {
        return overlay == null ? new TreeMap<>() : namedOrNone(overlay.resolve(folder));
    }

    /** @return what messages call a folder whose files are read together */
    public String shown(String folder) {
        return own(folder).isEmpty() || overlay == null ? home.resolve(folder).toString()
                : overlay.resolve(folder) + " and " + home.resolve(folder);
    }

    private static Map<String, Path> namedOrNone(Path folder) {
        try {
            return named(folder);
        } catch (IOException none) {
            return new TreeMap<>();
        }
    }

    private static Map<String, Path> named(Path folder) throws IOException {
        Map<String, Path> named = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            files.filter(file -> !Files.isDirectory(file))
                    .filter(file -> !file.getFileName().toString().startsWith("."))
                    .forEach(file -> named.put(file.getFileName().toString(), file));
        }
        return named;
    }
}
