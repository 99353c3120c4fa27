package io.github.dcssync.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The only programs a launcher finds: those of this machine that it needs, and stand-ins. */
public final class Tools {

    private static final List<String> ALWAYS =
            List.of("cat", "date", "dirname", "find", "grep", "head", "ln", "mkdir", "mv",
                    "readlink", "rm", "rmdir", "sed", "sleep", "touch",
                    "tr");

    private final Path folder;

    private Tools(Path folder) {
        this.folder = folder;
    }

    /** @param folder to be made; it then has the launcher's tools, but neither Java nor Maven */
    public static Tools in(Path folder) throws IOException {
        Tools tools = new Tools(Files.createDirectories(folder));
        ALWAYS.forEach(tools::provide);
        return tools;
    }

    /** What {@code PATH} is to hold. */
    public Path folder() {
        return folder;
    }

    /** Makes a tool of this machine available; all others are hidden. */
    public void provide(String tool) {
        Path real = Stream.of("/usr/bin", "/bin", "/usr/local/bin", "/opt/homebrew/bin")
                .map(place -> Path.of(place, tool)).filter(Files::isExecutable).findFirst().orElseThrow();
        Launcher.script(folder.resolve(tool), "exec " + real + " \"$@\"");
    }

    /** A JDK of that version which does nothing but the given line when it is to start the program. */
    public void java(String version, String starting) {
        Launcher.script(folder.resolve("java"), "case \"$*\" in",
                "-version|*' -version') echo 'openjdk version \"" + version + "\" 2021-10-19' >&2 ;;",
                "--list-modules) echo java.base@17; echo jdk.compiler@17 ;;", "*) " + starting + " ;;", "esac");
    }
}
