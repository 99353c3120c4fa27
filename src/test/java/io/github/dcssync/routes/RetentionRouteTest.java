package io.github.dcssync.routes;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcssync.app.RouteTestSupport;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;

/** {@code retention.camel.yaml}; that it is tried again is what ApiErrorsRouteTest says of its configuration. */
class RetentionRouteTest extends RouteTestSupport {

    private void history(String id, Duration age) {
        OffsetDateTime time = clock().instant().minus(age).atOffset(ZoneOffset.UTC);
        jdbc().update("insert into sync_run (run_id, trigger_type, source, started_at, finished_at, status)"
                + " values (?, 'once', ?, ?, ?, 'complete')", id, SOURCE, time, time);
        jdbc().update("insert into sync_error (run_id, source, occurred_at, action) values (?, ?, ?, 'retry')", id,
                SOURCE,
                time);
        jdbc().update("insert into alert (kind, dedup_key, raised_at, resolved_at) values ('test', ?, ?, ?)", id, time,
                time);
        jdbc().update("insert into sync_run (run_id, trigger_type, source, started_at, finished_at, status)"
                + " values (?, 'once', ?, ?, ?, 'complete')", "of " + id, id, time, time);
    }

    private List<String> left(String column, String table) {
        return jdbc().queryForList("select " + column + " from " + table + " order by 1", String.class);
    }

    @Test
    void deletesOldErrorsSyncsAndAlertsAndWhatIsLeftOfSourcesThatArePast() throws Exception {
        history("old", Duration.ofDays(91));
        history("young", Duration.ofDays(89));

        Exchange done = call("retention", null, Map.of("run", underLease()));

        assertThat(done.getException()).isNull();
        assertThat(left("run_id", "sync_error")).containsExactly("young");
        assertThat(left("run_id", "sync_run")).containsExactly("of young", "young");
        assertThat(left("dedup_key", "alert")).containsExactly("young");
    }
}
