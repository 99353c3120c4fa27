package io.github.dcssync.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcssync.testkit.AlertReceiver;
import io.github.dcssync.testkit.SyncFixture;
import io.github.dcssync.testkit.TestDatabase;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** One key that is refused, or one service that is away, is one message, however many sources it fails. */
class CommonCauseTest extends AlertsTestSupport {

    private static final String CAUSE = "the credentials of source a are refused";
    private static final String FAILED = "source_failed";

    CommonCauseTest() {
        super(TestDatabase.H2);
    }

    /** Three projects at one address, read with one key. */
    @Override
    SyncFixture.Builder described(SyncFixture.Builder builder) {
        return builder.fleet(1, 0, 0).variable("DCS_SOURCES", "a,b,c").variable("DCS_SECRET_KEY", "a-key-of-before")
                .variable("DCS_SOURCE_B_PROJECT_ID", "b".repeat(32))
                .variable("DCS_SOURCE_C_PROJECT_ID", "c".repeat(32)).variable("DCS_HTTP_MAX_ATTEMPTS", "1");
    }

    private void sync(String... sources) throws Exception {
        for (String source : sources) {
            fixture.sync(source);
        }
    }

    private List<String> told() {
        return receiver.received().stream().map(one -> one.text("kind") + " " + one.text("state") + " "
                + one.text("source")).toList();
    }

    /** All of them wait, as they do at the end of a tick. */
    private void failTogether(String... sources) throws Exception {
        receiver.answer(500);
        sync(sources);
        receiver.answer(204);
        receiver.received().clear();
        sync(sources[0]);
    }

    @Test
    void isToldOnceWithTheSourcesItFailsAndIsOverWithTheLastOfThem() throws Exception {
        failTogether("a", "b", "c");

        assertThat(told()).containsExactly("digest raised a, b, c");
        AlertReceiver.Received raised = receiver.received().get(0);
        assertThat(raised.text("of")).isEqualTo(FAILED);
        assertThat(raised.text("title")).isEqualTo("3 alerts of kind source_failed have one cause: " + CAUSE);
        assertThat(raised.body().path("sources")).extracting(source -> source.asText()).containsExactly("a", "b", "c");
        assertThat(raised.body().path("alerts")).extracting(alert -> alert.path("dedup_key").asText())
                .containsExactly("source_failed:a", "source_failed:b", "source_failed:c");
        assertThat(fixture.tables().column("select source from alert where kind = 'source_failed' and cause = '"
                + CAUSE + "' and delivered_at is not null")).hasSize(3);

        receiver.received().clear();
        fixture.restart(Map.of("DCS_SECRET_KEY", fixture.simulator().secretKey()));
        sync("a", "b");
        assertThat(told()).as("c has it still").isEmpty();
        sync("c");

        assertThat(told()).containsExactly("digest resolved a, b, c");
        AlertReceiver.Received over = receiver.received().get(0);
        assertThat(over.text("dedup_key")).isEqualTo(raised.text("dedup_key")).isEqualTo("source_failed: " + CAUSE);
        assertThat(over.text("resolved_at")).isNotEmpty();
        assertThat(fixture.tables().column("select source from alert where kind = 'source_failed'"
                + " and resolved_delivered_at is null")).isEmpty();
    }

    @Test
    void isJoinedByASourceThatFailsLater() throws Exception {
        failTogether("a", "b");
        receiver.received().clear();

        sync("c");

        assertThat(told()).containsExactly("digest raised c");
        assertThat(receiver.received().get(0).text("dedup_key")).isEqualTo("source_failed: " + CAUSE);
    }

    @Test
    void isWaitedForByTheFirstWhileOthersMayMeetIt() throws Exception {
        sync("a");
        assertThat(told()).as("nobody else is under way").containsExactly("source_failed raised a");
        receiver.received().clear();
        fixture.tables().execute("insert into sync_run (run_id, trigger_type, source, started_at, status) values"
                + " ('r-other', 'schedule', 'other', (select max(started_at) from sync_run), 'running')");

        sync("b");
        assertThat(told()).isEmpty();
        fixture.tables().execute("update sync_run set status = 'failed' where run_id = 'r-other'");
        sync("c");

        assertThat(told()).containsExactly("digest raised b, c");
    }

    @Test
    void isNoneWhereSourcesHaveNothingInCommon() throws Exception {
        fixture.restart(Map.of("DCS_SOURCE_C_ACCESS_KEY", "AKOFANOTHER", "DCS_SOURCE_C_SECRET_KEY",
                "another-key-of-before"));

        failTogether("a", "b", "c");

        assertThat(told()).containsExactlyInAnyOrder("digest raised a, b", "source_failed raised c");
    }

    @Test
    void isTheAddressWhereNobodyAnswers() throws Exception {
        String endpoint = fixture.simulator().endpoint().toString();
        fixture.simulator().close();

        failTogether("a", "b");

        assertThat(told()).containsExactly("digest raised a, b");
        assertThat(receiver.received().get(0).text("title")).endsWith("have one cause: no answer from "
                + endpoint.replaceFirst("/$", ""));
    }
}
