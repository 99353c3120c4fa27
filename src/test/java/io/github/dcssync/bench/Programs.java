package io.github.dcssync.bench;

import io.github.dcssync.bench.contender.Job;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
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
    private final Map<String, ClassArchive> archives = new HashMap<>();

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
                .filter(jar -> !isOfOurs(jar))
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

    /** The program's jar brings all that it needs; its way of logging, which nobody sets up, would log everything. */
    private static boolean isOfOurs(Path jar) {
        String name = jar.getFileName().toString();
        return name.startsWith("dcs-sync") || name.startsWith("logback");
    }

    private String launcher() {
        return home.resolve("dcs-sync").toString();
    }

    /**
     * Makes a contender's quick start by a trial, unless it makes its own.
     *
     * @param product that it writes to, whose driver it will need
     */
    void prepare(Contender contender, Product product, Job trial) throws IOException, InterruptedException {
        if (contender.program().isPresent()) {
            archives.put(key(contender, product), ClassArchive.of(contender.program().get(), jars,
                    folder.resolve("archives-" + product), watch, trial.arguments()));
        }
    }

    private static String key(Contender contender, Product product) {
        return contender + " " + product;
    }

    /** Whether there is nothing to prepare. */
    boolean isPrepared(Contender contender, Product product) {
        return contender.program().isEmpty() || archives.containsKey(key(contender, product));
    }

    /** The process that does the task. */
    ProcessBuilder process(Contender contender, Scenario scenario, Job job) {
        ClassArchive archive = archives.get(key(contender, scenario.product()));
        if (archive != null) {
            return new ProcessBuilder(archive.command(job.arguments()));
        }
        ProcessBuilder process = new ProcessBuilder(launcher(), scenario.task() == Task.HELP ? "--help" : "once")
                .directory(folder.toFile());
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
