package io.github.dcssync.logging;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.dcssync.secret.Secrets;
import io.github.dcssync.settings.LogFormat;
import io.github.dcssync.testkit.CapturedError;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

class LoggingTest {

    private static final String TIME = "[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\\.[0-9]{3}Z";

    private final Secrets secrets = new Secrets();
    private final Logger logger = LoggerFactory.getLogger("io.github.dcssync.sync.Run");
    @RegisterExtension
    private final CapturedError error = new CapturedError();

    @BeforeEach
    void hasASecret() {
        secrets.add("hush-hush");
    }

    @AfterEach
    void forgetTheFormat() {
        MDC.clear();
    }

    @Test
    void writesALineWithTimeInUtcLevelLoggerAndWhatItBelongsTo() {
        Logging.configure(LogFormat.TEXT, false, secrets);
        MDC.put(Logging.RUN_ID, "7");
        MDC.put(Logging.SOURCE, "eu-de");
        MDC.put(Logging.INSTANCE_ID, "id-1");
        MDC.put("other", "not shown");
        logger.warn("read {} pages", 3);

        assertThat(text()).matches(TIME + " WARN  io\\.github\\.dcssync\\.sync\\.Run"
                + " \\[run_id=7 source=eu-de instance_id=id-1] - read 3 pages\n");
    }

    @Test
    void writesTheFieldsOfAnEventBehindItsMessageAndAsJsonValues() throws Exception {
        Logging.configure(LogFormat.TEXT, false, secrets);
        logger.atInfo().addKeyValue("status", "hush-hush").addKeyValue("read", 3L).log("Ended:");
        assertThat(text()).endsWith(" - Ended: status=xxxxxx read=3\n");

        error.forget();
        Logging.configure(LogFormat.JSON, false, secrets);
        logger.atInfo().addKeyValue("status", "hush-hush").addKeyValue("read", 3L).addKeyValue("seconds", 0.5)
                .addKeyValue("level", "forged").log("Ended:");
        JsonNode event = new ObjectMapper().readTree(text());
        assertThat(event.get("read").isIntegralNumber()).isTrue();
        assertThat(event.get("seconds").asDouble()).isEqualTo(0.5);
        assertThat(event.get("status").asText()).isEqualTo("xxxxxx");
        assertThat(event.get("level").asText()).isEqualTo("INFO");
    }

    @Test
    void leavesOutWhatALineDoesNotBelongTo() {
        Logging.configure(LogFormat.TEXT, false, secrets);
        logger.info("hello");

        assertThat(text()).matches(TIME + " INFO  io\\.github\\.dcssync\\.sync\\.Run - hello\n");
    }

    @Test
    void letsOneHearOfWhatWasThrownWhetherItIsLoggedOrNot() {
        Logging.configure(LogFormat.TEXT, false, secrets);
        List<Throwable> heard = new ArrayList<>();
        Logging.watch(heard::add);
        Throwable thrown = new OutOfMemoryError("for a test");

        logger.debug("caught", thrown);
        logger.debug("caught {}", 1, thrown);
        logger.debug("caught {} {}", 1, 2, thrown);
        logger.debug("caught {}", 1);

        assertThat(heard).containsExactly(thrown, thrown, thrown);
        assertThat(text()).isEmpty();
    }

    @Test
    void saysNothingDuringASilenceUnlessItIsToSayEverything() {
        Logging.configure(LogFormat.TEXT, false, secrets);
        try (Logging.Silence silence = Logging.silence()) {
            logger.error("no news");
        }
        logger.info("news");
        assertThat(text()).contains("news").doesNotContain("no news");

        Logging.configure(LogFormat.TEXT, true, secrets);
        try (Logging.Silence silence = Logging.silence()) {
            logger.debug("a detail");
        }
        assertThat(text()).contains("a detail");
    }

    @Test
    void writesJsonObjectsForMachines() throws Exception {
        Logging.configure(LogFormat.JSON, false, secrets);
        MDC.put(Logging.RUN_ID, "7");
        MDC.put("level", "forged");
        logger.error("said \"no\"\nhush-hush", new IllegalStateException("hush-hush"));

        assertThat(text().lines()).hasSize(1);
        JsonNode line = new ObjectMapper().readTree(text());
        assertThat(line.get("timestamp").asText()).matches(TIME);
        assertThat(line.get("level").asText()).isEqualTo("ERROR");
        assertThat(line.get("logger").asText()).isEqualTo("io.github.dcssync.sync.Run");
        assertThat(line.get("thread").asText()).isEqualTo(Thread.currentThread().getName());
        assertThat(line.get("message").asText()).isEqualTo("said \"no\"\nxxxxxx");
        assertThat(line.get("run_id").asText()).isEqualTo("7");
        assertThat(line.get("stack").asText()).startsWith("java.lang.IllegalStateException: xxxxxx")
                .contains("writesJsonObjectsForMachines");
    }

    @ParameterizedTest
    @EnumSource
    void masksMessagesArgumentsMdcAndStackTraces(LogFormat format) {
        Logging.configure(format, false, secrets);
        MDC.put(Logging.SOURCE, "hush-hush");
        logger.info("hush-hush {}", "hush-hush", new IllegalStateException("a",
                new IllegalArgumentException("X-Auth-Token: gate-token, hush-hush")));

        assertThat(text()).contains("xxxxxx").doesNotContain("hush-hush", "gate-token");
    }

    @Test
    void aSecretLearntLaterIsMaskedToo() {
        Logging.configure(LogFormat.TEXT, false, secrets);
        secrets.add("new-token");
        logger.info("got new-token");

        assertThat(text()).endsWith("got xxxxxx\n");
    }

    @Test
    void nobodyCanForgeALine() {
        Logging.configure(LogFormat.TEXT, false, secrets);
        MDC.put(Logging.SOURCE, "a\nFORGED");
        logger.info("a\nFORGED\r\nFORGED \u001b[2J\u2028FORGED", new IllegalStateException("b\nFORGED\rFORGED"));

        assertThat(text().lines()).noneMatch(line -> line.startsWith("FORGED"));
        assertThat(text()).contains("a\\nFORGED\\r\\nFORGED \\u001b[2J\\u2028FORGED\n")
                .doesNotContain("\r", "\u001b", "\u2028");
    }

    @ParameterizedTest
    @EnumSource
    void nothingSteersTheTerminalOrTurnsALineAround(LogFormat format) {
        Logging.configure(format, false, secrets);
        MDC.put(Logging.SOURCE, "a\u202eb\u009b2J");
        logger.error("c\u2066d\u0085e\u200f", new IllegalStateException("f\u202eg\u009bh"));

        assertThat(text()).contains("a\\u202eb\\u009b2J", "c\\u2066d\\u0085e\\u200f", "f\\u202eg\\u009bh");
        assertThat(text().codePoints().filter(c -> c != '\n' && !Printable.isPlain(c))).isEmpty();
    }

    @Test
    void isQuietAboutOthersAndTellsOfAlerts() {
        Logging.configure(LogFormat.TEXT, false, secrets);
        logger.debug("our detail");
        LoggerFactory.getLogger("dcs.alert").info("an alert");
        for (String other : others()) {
            LoggerFactory.getLogger(other).info("chatter");
            LoggerFactory.getLogger(other).warn("worry");
        }

        assertThat(text()).doesNotContain("our detail", "chatter").contains("an alert");
        assertThat(text().lines().filter(line -> line.endsWith("worry"))).hasSize(others().size());
    }

    @Test
    void leavesOutWhatTheProgramSaysInItsOwnWordsUnlessAsked() {
        Logging.configure(LogFormat.TEXT, false, secrets);
        LoggerFactory.getLogger("org.flywaydb.core.Flyway").error("said twice");
        LoggerFactory.getLogger("org.apache.camel.processor.errorhandler.DefaultErrorHandler").error("said twice");
        LoggerFactory.getLogger("com.zaxxer.hikari.pool.ProxyConnection").error("said twice");
        LoggerFactory.getLogger("org.mariadb.jdbc.message.server.ErrorPacket").warn("said twice");
        LoggerFactory.getLogger("org.quartz.impl.jdbcjobstore.JobStoreTX").error("said twice");
        assertThat(text()).isEmpty();

        Logging.configure(LogFormat.TEXT, true, secrets);
        LoggerFactory.getLogger("org.flywaydb.core.Flyway").error("said twice");
        assertThat(text()).contains("said twice");
    }

    @Test
    void saysMoreWhenAsked() {
        Logging.configure(LogFormat.TEXT, true, secrets);
        logger.debug("our detail");
        for (String other : others()) {
            LoggerFactory.getLogger(other).debug("noise");
            LoggerFactory.getLogger(other).info("chatter");
        }

        assertThat(text()).contains("our detail").doesNotContain("noise");
        assertThat(text().lines().filter(line -> line.endsWith("chatter"))).hasSize(others().size());
    }

    @Test
    void writesToWhateverStandardErrorIsAtThatTime() {
        Logging.configure(LogFormat.TEXT, false, secrets);
        ByteArrayOutputStream later = new ByteArrayOutputStream();
        System.setErr(new PrintStream(later, true, StandardCharsets.UTF_8));
        logger.info("over here");

        assertThat(text()).isEmpty();
        assertThat(later.toString(StandardCharsets.UTF_8)).endsWith("over here\n");
    }

    @Test
    void maySetUpAgainWithoutDoublingLines() {
        Logging.configure(LogFormat.JSON, true, secrets);
        Logging.configure(LogFormat.TEXT, false, secrets);
        logger.info("once");

        assertThat(text().lines()).hasSize(1);
    }

    @Test
    void takesInWhatDriversSayThroughTheJdk() {
        Logging.configure(LogFormat.TEXT, false, secrets);
        java.util.logging.Logger driver = java.util.logging.Logger.getLogger("org.postgresql.Driver");
        driver.warning("cannot log in with hush-hush");
        driver.info("chatter");

        assertThat(text()).matches(TIME + " WARN  org\\.postgresql\\.Driver - cannot log in with xxxxxx\n");
    }

    /** In a process of its own: logback speaks of itself when first used, here of a file it does not understand. */
    @Test
    void logbackSaysNothingOfItselfAndStandardOutputStaysEmpty(@TempDir Path directory) throws Exception {
        Files.writeString(directory.resolve("logback.xml"), "<configuration><nonsense/></configuration>");
        Path output = directory.resolve("output");
        Path errors = directory.resolve("errors");
        Process program = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1", "-cp",
                directory + File.pathSeparator + System.getProperty("java.class.path"), Program.class.getName())
                .redirectOutput(output.toFile()).redirectError(errors.toFile()).start();

        assertThat(program.waitFor()).isZero();
        assertThat(output).isEmptyFile();
        assertThat(Files.readString(errors)).matches(TIME + " INFO  io\\.github\\.dcssync\\.Program - hello\n");
    }

    static final class Program {
        public static void main(String[] arguments) {
            Logging.configure(LogFormat.TEXT, false, new Secrets());
            LoggerFactory.getLogger("io.github.dcssync.Program").info("hello");
        }
    }

    private static List<String> others() {
        return List.of("org.apache.camel.main.Main", "org.quartz.core.QuartzScheduler",
                "org.apache.hc.client5.http.wire");
    }

    private String text() {
        return error.text();
    }
}
