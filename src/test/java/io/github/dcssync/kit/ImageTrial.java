package io.github.dcssync.kit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcssync.simulator.Simulator;
import io.github.dcssync.simulator.SimulatorOptions;
import io.github.dcssync.testkit.Http;
import io.github.dcssync.testkit.Launcher;
import io.github.dcssync.testkit.Waiting;
import io.github.dcssync.testkit.Workplace;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The container image, its layers laid over each other and run as an engine would, without one ({@code mvn -Pimage clean
 * verify}, as root on Linux).
 */
class ImageTrial {

    private static final long MOST_BYTES = 160_000_000;
    private static final Pattern MANAGEMENT = Pattern.compile("health and metrics at (http://\\S+:\\d+/)");
    private static final String SECRET_KEY = "SecretKeyThatNobodyMaySee";

    @TempDir
    private static Path unpacked;

    private static BuiltImage image;
    private static Path root;
    private static Simulator simulator;

    @TempDir
    Path folder;

    @BeforeAll
    static void unpack() throws Exception {
        image = BuiltImage.unpack(archive(), unpacked.resolve("image"));
        root = image.root(unpacked.resolve("root"));
        simulator = Simulator.start(SimulatorOptions.builder().instances(3).backupsPerInstance(4).restoresPerInstance(2)
                .keys("AKEXAMPLE", SECRET_KEY).build());
    }

    @AfterAll
    static void end() {
        simulator.close();
    }

    private static Path archive() {
        return Launcher.checkout().resolve("target/dcs-sync-image.tar");
    }

    @Test
    void isSmallAndForOnePlatform() throws Exception {
        try (Stream<Path> files = Files.walk(root)) {
            assertThat(files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum())
                    .isLessThan(MOST_BYTES);
        }
        assertThat(Files.size(archive())).isLessThan(MOST_BYTES);
        assertThat(image.platform().path("architecture").asText()).isEqualTo("amd64");
        assertThat(image.platform().path("os").asText()).isEqualTo("linux");
    }

    @Test
    void holdsNoShellNoLinkAndNothingThatGivesRights() throws Exception {
        try (Stream<Path> files = Files.walk(root)) {
            assertThat(files.filter(file -> !Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS))).allSatisfy(file -> {
                assertThat(file.getFileName().toString()).isNotIn("sh", "bash", "busybox");
                assertThat(Files.isSymbolicLink(file)).isFalse();
                assertThat((int) Files.getAttribute(file, "unix:mode") & 07022).isZero();
            });
        }
    }

    @Test
    void trustsThePublicAuthorities() {
        assertThat(root.resolve("opt/java/openjdk/lib/security/cacerts")).isRegularFile()
                .satisfies(file -> assertThat(Files.size(file)).isGreaterThan(50_000));
    }

    @Test
    void runsTheDemoOnARootThatNobodyCanWriteTo() throws Exception {
        try (Container demo = container().start("demo", "--once")) {
            assertThat(demo.end()).as("%s", demo).isZero();
            assertThat(demo.said()).last().asString().matches(Workplace.SUMMARY);
            assertThat(files(demo.data())).containsExactly("demo.mv.db");
            assertThat(Files.getAttribute(demo.data().resolve("demo.mv.db"), "unix:uid")).isEqualTo(10001);
        }
    }

    @Test
    void copiesWithSecretsInFilesFromAServiceWhoseNameTheSystemKnows() throws Exception {
        try (Container once = ready().start("once")) {
            assertThat(once.end()).as("%s", once).isZero();
            assertThat(once.said()).last().asString()
                    .startsWith("dcs-sync: complete instances=3 complete=6 failed=0 read=18 inserted=18 ");
            assertThat(files(once.data())).containsExactly("dcs.mv.db");
            assertThat(Workplace.count(once.data().resolve("dcs"), "backup_record")).isEqualTo(12);
            assertThat(once.toString()).doesNotContain(SECRET_KEY);
        }
    }

    @Test
    void runsByItsSettingsInTheOverlayUntilItIsTerminated() throws Exception {
        try (Container run = ready()) {
            Files.createDirectories(run.overlay().resolve("config"));
            Files.writeString(run.overlay().resolve("config/application.properties"),
                    "dcs.source.of-the-operator.shards=1\ndcs.sync.cron=0/2 * * * * ?\n");
            run.with("DCS_HTTP_SERVER_PORT", "0").with("DCS_MANAGEMENT_PORT", "0").start();
            Waiting.until("two syncs", () -> {
                assertThat(run.isAlive()).as("%s", run).isTrue();
                return run.said().size() >= 2;
            });
            assertThat(Http.get(management(run), "/observe/health/live").statusCode()).isEqualTo(200);
            assertThat(Http.get(management(run), "/observe/health").body()).contains("of-the-operator: read ");

            run.terminate();

            assertThat(run.end()).as("%s", run).isZero();
            assertThat(run.said()).allSatisfy(line -> assertThat(line).matches(Workplace.SUMMARY));
        }
    }

    @Test
    void loadsTheJarsOfTheOverlay() throws Exception {
        try (Container check = ready()) {
            Path jar = Files.createDirectories(check.overlay().resolve("ext")).resolve("component.jar");
            try (JarOutputStream content = new JarOutputStream(Files.newOutputStream(jar))) {
                content.putNextEntry(new JarEntry("component.txt"));
            }

            assertThat(check.start("check").end()).as("%s", check).isZero();

            assertThat(String.join("\n", check.said())).contains("\nOverlay: /overlay\n"
                    + "  ok       ext/component.jar  loaded: /overlay/ext/component.jar\n");
        }
    }

    private static URI management(Container run) throws IOException {
        Matcher address = MANAGEMENT.matcher(String.join("\n", run.complained()));
        assertThat(address.find()).as("%s", run).isTrue();
        return URI.create(address.group(1));
    }

    private Container container() throws IOException {
        return new Container(image, root, folder);
    }

    private Container ready() throws IOException {
        return container()
                .with("DCS_ENDPOINT", "http://dcs.in-a-container.test:" + simulator.endpoint().getPort())
                .with("DCS_ALLOW_INSECURE_HTTP", "true").with("DCS_PROJECT_ID", simulator.fleet().projectId())
                .secret("CLOUD_SDK_AK", "AKEXAMPLE").secret("CLOUD_SDK_SK", SECRET_KEY);
    }

    private static List<String> files(Path place) throws IOException {
        try (Stream<Path> files = Files.list(place)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
