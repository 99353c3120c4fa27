package io.github.dcssync;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.stream.Collectors;

/**
 * Runs a command for a Java that is to remember the classes which it has seen. What a command need not use is shown to it,
 * too: all of the program, and the drivers of the databases.
 */
public final class Training {

    private static final String CLASS = ".class";
    /** Where a library has what is there for newer Javas. */
    private static final String VERSIONS = "META-INF/versions/";

    /** One class of each library that is shown as a whole. */
    static final List<String> WHOLE = List.of("io.github.dcssync.Main", "org.postgresql.Driver",
            "org.mariadb.jdbc.Driver");

    private Training() {
    }

    /** @param arguments a command and its options, as {@link Main} takes them */
    public static void main(String[] arguments) throws ReflectiveOperationException, IOException, URISyntaxException {
        for (String name : WHOLE) {
            Path library = Path.of(find(name).getProtectionDomain().getCodeSource().getLocation().toURI());
            if (Files.isRegularFile(library)) {
                show(library);
            }
        }
        Main.main(arguments);
    }

    private static void show(Path library) throws IOException {
        try (JarFile jar = new JarFile(library.toFile())) {
            List<String> names =
                    jar.stream().map(entry -> entry.getName()).filter(name -> name.endsWith(CLASS)).toList();
            // A Java that remembers what is there for newer ones alone crashes as soon as an agent or JFR looks at it.
            Set<String> versions = names.stream().filter(name -> name.startsWith(VERSIONS))
                    .map(name -> name.substring(name.indexOf('/', VERSIONS.length()) + 1)).collect(Collectors.toSet());
            names.stream().filter(name -> !name.contains("-") && !versions.contains(name))
                    .map(name -> name.substring(0, name.length() - CLASS.length()).replace('/', '.'))
                    .forEach(Training::see);
        }
    }

    private static void see(String name) {
        try {
            find(name);
        } catch (ClassNotFoundException | LinkageError e) {
            // It is for a library that is not here, and will not be used.
        }
    }

    private static Class<?> find(String name) throws ClassNotFoundException {
        return Class.forName(name, false, Training.class.getClassLoader());
    }
}
