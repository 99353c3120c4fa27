package io.github.dcssync.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a program's virtual machine need not do at each start: a class path of those jars alone that it takes classes
 * from, and an archive of these classes, as the launcher of dcs-sync makes its own.
 */
final class ClassArchive {

    private static final Pattern SOURCE = Pattern.compile("source: file:(\\S+\\.jar)");
    /** Since then there is a cache that holds more than classes, and is made in one run. */
    private static final int FIRST_WITH_CACHE = 25;
    private static final boolean HAS_CACHE = Runtime.version().feature() >= FIRST_WITH_CACHE;

    private final String program;
    private final List<Path> jars;
    private final Path archive;

    private ClassArchive(String program, List<Path> jars, Path archive) {
        this.program = program;
        this.jars = jars;
        this.archive = archive;
    }

    /**
     * Runs the program twice: to see what it needs, and to keep it.
     *
     * @param jars      that it may need
     * @param arguments of a short run
     */
    static ClassArchive of(String program, List<Path> jars, Path folder, Watch watch, String... arguments)
            throws IOException, InterruptedException {
        Files.createDirectories(folder);
        Path loaded = folder.resolve(program + ".loaded");
        watch.run(new ProcessBuilder(JavaCommand.of(List.of("-Xlog:class+load:file=" + loaded), jars, program,
                arguments)));
        Path archive = folder.resolve(program + (HAS_CACHE ? ".aot" : ".jsa"));
        ClassArchive made = new ClassArchive(program, needed(jars, loaded), archive);
        watch.run(new ProcessBuilder(JavaCommand.of(List.of((HAS_CACHE ? "-XX:AOTCacheOutput="
                : "-XX:ArchiveClassesAtExit=") + archive), made.jars, program, arguments)));
        return made;
    }

    private static List<Path> needed(List<Path> jars, Path loaded) throws IOException {
        Set<Path> sources = SOURCE.matcher(Files.readString(loaded)).results().map(source -> Path.of(source.group(1)))
                .collect(Collectors.toSet());
        return jars.stream().filter(sources::contains).toList();
    }

    /** The command of a run with the archive. */
    List<String> command(String... arguments) {
        return JavaCommand.of(List.of("-Xshare:auto", (HAS_CACHE ? "-XX:AOTCache=" : "-XX:SharedArchiveFile=")
                + archive), jars, program, arguments);
    }
}
