package io.github.dcssync.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcssync.testkit.Http;
import io.github.dcssync.testkit.StallingProxy;
import io.github.dcssync.testkit.SyncFixture;
import io.github.dcssync.testkit.TestDatabase;
import io.github.dcssync.testkit.Waiting;
import java.net.URI;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who asks the standing process hears at once that its database says nothing. */
class SilentDatabaseTest {

    /** Two seconds are promised; a database's own limits are four times as long, and more. */
    private static final Duration LONGEST = Duration.ofSeconds(15);

    private final AtomicReference<StallingProxy> way = new AtomicReference<>();

    private SyncFixture.Builder standing(TestDatabase kind) {
        return SyncFixture.on(kind).fleet(1, 2, 1).variable("DCS_SYNC_CRON", "0 0 0 1 1 ? 2099")
                .variable("DCS_FULL_SYNC_CRON", "0 0 0 1 1 ? 2099").scheduled().reached(target -> {
                    way.set(new StallingProxy(target));
                    return way.get().of(target);
                });
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "H2")
    void isToldAtOnceAndForgottenWhenItSpeaksAgain(TestDatabase kind) throws Exception {
        try (SyncFixture fixture = standing(kind).start()) {
            fixture.sync();
            URI page = fixture.bundle().page().orElseThrow();
            URI management = fixture.bundle().management().orElseThrow();
            assertThat(Http.get(page, "/api/reports/report_rpo_status").statusCode()).isEqualTo(200);
            assertThat(Http.get(management, "/observe/metrics").body()).contains("dcs_database_up 1");
            way.get().stall();

            HttpResponse<String> report = inTime(page, "/api/reports/report_rpo_status");
            assertThat(report.statusCode()).isEqualTo(503);
            assertThat(report.body()).contains("The database does not answer");
            assertThat(inTime(page, "/api/syncs").statusCode()).isEqualTo(503);
            assertThat(inTime(management, "/observe/metrics").body()).contains("dcs_database_up 0");
            fixture.clock().advance(Duration.ofSeconds(2));
            assertThat(inTime(management, "/observe/health/ready").statusCode()).isEqualTo(503);
            assertThat(inTime(management, "/observe/health/live").statusCode()).isEqualTo(200);

            way.get().resume();
            Waiting.until("the database to be back",
                    () -> Http.get(page, "/api/reports/report_rpo_status").statusCode() == 200);
            Waiting.until("the metrics to say so",
                    () -> Http.get(management, "/observe/metrics").body().contains("dcs_database_up 1"));
        } finally {
            way.get().close();
        }
    }

    @Test
    void endsARequestThatWasBeingAnswered() throws Exception {
        ExecutorService client = Executors.newSingleThreadExecutor();
        try (SyncFixture fixture = standing(TestDatabase.POSTGRESQL).start();
                Connection other = fixture.database().dataSource().getConnection();
                Statement statement = other.createStatement()) {
            fixture.sync();
            URI page = fixture.bundle().page().orElseThrow();
            other.setAutoCommit(false);
            statement.execute("lock table backup_record in access exclusive mode");
            Future<HttpResponse<String>> asked = client.submit(() -> Http.get(page, "/api/reports/report_rpo_status"));
            Waiting.until("the request to reach the database", () -> fixture.jdbc().queryForObject("select count(*)"
                    + " from pg_locks l join pg_database d on d.oid = l.database where not l.granted"
                    + " and d.datname = current_database()", Integer.class) > 0);

            way.get().stall();

            assertThat(asked.get(45, TimeUnit.SECONDS).statusCode()).isEqualTo(503);
            way.get().resume();
        } finally {
            client.shutdownNow();
            way.get().close();
        }
    }

    private static HttpResponse<String> inTime(URI server, String path) throws Exception {
        long begin = System.nanoTime();
        HttpResponse<String> answer = Http.get(server, path);
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).as(path).isLessThan(LONGEST);
        return answer;
    }
}
