package io.github.dcssync.bench;

import io.github.dcssync.bench.contender.Job;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/** How each contender is started. */
final class Programs {

    private static final String PACKAGE = "io/github/dcssync/bench/contender";

    private final Path home;
    private final Path folder;
    private final Watch watch;
    private final List<Path> jars;
    private final Map<Contender, ClassArchive> archives = new EnumMap<>(Contender.class);

    /**
     * Packs the contenders, and has dcs-sync build and prepare itself.
     *
     * @param home   the checkout whose dcs-sync is measured
     * @param folder for what is made here
     */
    Programs(Path home, Path folder, Watch watch) throws IOException, InterruptedException {
        this.home = home;
        this.folder = folder;
        this.watch = watch;
        this.jars = Stream.concat(Stream.of(pack(folder.resolve("contenders.jar"))), Stream.of(
                System.getProperty("java.class.path").split(System.getProperty("path.separator"))).map(Path::of)
                .filter(Files::isRegularFile)).toList();
        watch.run(new ProcessBuilder(launcher(), "prepare"));
    }

    /** An archive has only classes from jars. */
    private static Path pack(Path jar) throws IOException {
        Path classes = Path.of(Programs.class.getProtectionDomain().getCodeSource().getLocation().getPath());
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file);
                Stream<Path> files = Files.list(classes.resolve(PACKAGE))) {
            for (Path entry : files.sorted().toList()) {
                out.putNextEntry(new JarEntry(PACKAGE + "/" + entry.getFileName()));
                Files.copy(entry, out);
            }
        }
        return jar;
    }

    private String launcher() {
        return home.resolve("dcs-sync").toString();
    }

    /** Makes its quick start by a trial, unless it has done so itself. */
    void prepare(Contender contender, Job trial) throws IOException, InterruptedException {
        if (contender.program().isPresent() && !archives.containsKey(contender)) {
            archives.put(contender, ClassArchive.of(contender.program().get(), jars, folder, watch,
                    trial.arguments()));
        }
    }

    /** The process that does the job. */
    ProcessBuilder process(Contender contender, Job job) {
        ClassArchive archive = archives.get(contender);
        if (archive != null) {
            return new ProcessBuilder(archive.command(job.arguments()));
        }
        ProcessBuilder process = new ProcessBuilder(launcher(), "once").directory(folder.toFile());
        Map<String, String> environment = process.environment();
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        environment.put("JAVA_OPTS", JavaCommand.MEMORY);
        environment.put("DCS_ENDPOINT", job.endpoint().toString());
        environment.put("DCS_PROJECT_ID", job.project());
        environment.put("CLOUD_SDK_AK", "access-key");
        environment.put("CLOUD_SDK_SK", "secret-key");
        environment.put("DCS_DB_URL", job.url());
        environment.put("DCS_PARALLELISM", Integer.toString(job.threads()));
        environment.put("DCS_REQUESTS_PER_SECOND", "0");
        return process;
    }

    /** Makes the tables of dcs-sync in a new database. */
    void migrate(String url) throws IOException, InterruptedException {
        watch.run(new ProcessBuilder(JavaCommand.of(List.of(), List.of(home.resolve("target/dcs-sync.jar"),
                jars.get(0)), "io.github.dcssync.bench.contender.Migration", url)));
    }
}
