package io.github.dcssync.app;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.github.dcssync.testkit.Http;
import io.github.dcssync.testkit.Raw;
import io.github.dcssync.testkit.SyncFixture;
import io.github.dcssync.testkit.Waiting;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What the two ports bear from those who mean no good, or are slow. */
class ListeningTest {

    private static final int MORE_THAN_ARE_HELD = 300;
    private static final int SENT_AT_A_TIME = 16;
    private static final String LARGE = "/api/reports/report_restore_evidence";

    private final List<Raw> others = new ArrayList<>();
    private SyncFixture fixture;
    private List<URI> ports;

    @BeforeEach
    void start() throws Exception {
        fixture = SyncFixture.onAnyDatabase().fleet(1, 1, 1).variable("DCS_SYNC_CRON", "0 0 0 1 1 ? 2099")
                .variable("DCS_FULL_SYNC_CRON", "0 0 0 1 1 ? 2099").scheduled().start();
        ports = List.of(page(), fixture.bundle().management().orElseThrow());
    }

    @AfterEach
    void stop() throws Exception {
        for (Raw other : others) {
            other.close();
        }
        fixture.close();
    }

    private URI page() {
        return fixture.bundle().page().orElseThrow();
    }

    private Raw other(URI base) throws Exception {
        Raw other = new Raw(base);
        others.add(other);
        return other;
    }

    private int health() throws Exception {
        return Http.get(ports.get(1), "/observe/health/live").statusCode();
    }

    @Test
    void speaksNoSecondVersionOfHttp() throws Exception {
        for (URI base : ports) {
            assertThat(Raw.ask(base, "GET / HTTP/1.1", "Upgrade: h2c", "HTTP2-Settings: AAMAAABkAAQAoAAAAAIAAAAA"))
                    .doesNotContain("101 Switching").startsWith("HTTP/1.1 ");
            // The preface and empty settings, which only an HTTP/2 server answers with settings of its own.
            String answer = other(base).send("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\4\0\0\0\0\0").readToTheEnd();
            assertThat(answer).matches("(?s)(HTTP/[12]\\.[01] [45].*)?");
        }
    }

    @Test
    void cutsOffWhoNeverFinishesTheHead() throws Exception {
        for (URI base : ports) {
            assertThat(other(base).send("GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: a").readToTheEnd()).isEmpty();
        }
    }

    @Test
    void answersHoweverManyOnlyConnect() throws Exception {
        for (URI base : ports) {
            Raw first = other(base);
            for (int i = 0; i < MORE_THAN_ARE_HELD; i++) {
                other(base).send("GET /");
            }
            assertThat(Http.get(base, "/observe/health/live").statusCode()).isIn(200, 404);
            assertThat(first.readToTheEnd()).isEmpty();
        }
        assertThat(health()).isEqualTo(200);
    }

    @Test
    void refusesHeadsAndBodiesThatNobodyNeeds() throws Exception {
        for (URI base : ports) {
            assertThat(Raw.ask(base, "GET /" + "a".repeat(10_000) + " HTTP/1.1")).contains(" 414 ");
            assertThat(Raw.ask(base, "GET / HTTP/1.1", "X: " + "a".repeat(40_000))).contains(" 431 ");
            assertThat(other(base).send("GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9999999999\r\n\r\nabc")
                    .readToTheEnd()).startsWith("HTTP/1.1 413");
            assertThat(other(base).send("GET / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n")
                    .readToTheEnd()).startsWith("HTTP/1.1 413");
        }
    }

    @Test
    void refusesInOneLineWhatCannotBeDecoded() throws Exception {
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.addAppender(log);
        try {
            for (URI base : ports) {
                for (String path : List.of("/%zz", "/%", "/%ff", "/%c0%af", "/api/instances/%zz", "/api/instances/%fe",
                        "/api/reports/%2", "/api/reports/report_rpo_status?%zz", "/api/syncs?a=%ff", "/assets/%zz",
                        "/observe/health?%zz", "/observe/%zz", "/caf\u00e9", "/?a=\u00ff")) {
                    String answer = Raw.ask(base, "GET " + path + " HTTP/1.1");
                    assertThat(answer).as(path).startsWith("HTTP/1.1 400 ").doesNotContain("Exception");
                    assertThat(answer.substring(answer.indexOf("\r\n\r\n") + 4).strip()).as(path).doesNotContain("\n");
                }
            }
            // What a port says after its answer it has said by the time that it is closed.
            fixture.bundle().close();
        } finally {
            root.detachAppender(log);
        }
        assertThat(log.list).filteredOn(event -> event.getLevel().isGreaterOrEqual(Level.WARN)
                || event.getThrowableProxy() != null).isEmpty();
    }

    @Test
    void goesOnWhileSlowReadersTakeLongAnswers() throws Exception {
        fixture.sync();
        String id = fixture.instance(0);
        List<Object[]> rows = IntStream.range(0, 40_000).mapToObj(i -> new Object[] {id, "r" + i, "x".repeat(200)})
                .toList();
        fixture.jdbc().batchUpdate("insert into restore_record (source, project_id, instance_id, restore_id, status,"
                + " backup_id, created_at, updated_at, first_seen_at, changed_at) select source, project_id, ?, ?,"
                + " 'succeed', ?, created_at, updated_at, first_seen_at, changed_at from restore_record fetch first"
                + " row only", rows);
        for (int i = 0; i < SENT_AT_A_TIME; i++) {
            assertThat(other(page()).send("GET " + LARGE + " HTTP/1.1\r\nHost: localhost\r\n\r\n").read(12))
                    .isEqualTo("HTTP/1.1 200");
        }

        assertThat(Http.get(page(), "/").statusCode()).isEqualTo(200);
        assertThat(Http.get(page(), "/api/syncs").statusCode()).isEqualTo(200);
        assertThat(health()).isEqualTo(200);
        // An exchange ends a moment after its answer has reached the reader.
        Waiting.until("the exchanges to end while their answers are still read",
                () -> fixture.bundle().context().getInflightRepository().size() == 0);
        assertThat(Http.get(page(), LARGE)).satisfies(answer -> assertThat(answer.statusCode()).isEqualTo(503))
                .satisfies(answer -> assertThat(answer.headers().firstValue("retry-after")).hasValue("5"));

        for (Raw other : others) {
            other.close();
        }
        Waiting.until("an answer once the readers are gone",
                () -> Http.get(page(), LARGE + "?limit=20000").statusCode() == 200);
    }
}
