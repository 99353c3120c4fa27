package io.github.dcssync.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.dcssync.testkit.SyncFixture;
import io.github.dcssync.testkit.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Many alerts of a kind are one message, and what is over before it was told is none. */
class DigestTest extends AlertsTestSupport {

    private static final String FAILURE = "operation_failure";

    DigestTest() {
        super(TestDatabase.H2);
    }

    @Test
    void tellsAlertsOneByOneUpToTheLimit() throws Exception {
        failBackups(10);

        fixture.sync();

        assertThat(receiver.told(FAILURE)).hasSize(10);
        assertThat(receiver.received("digest")).isEmpty();
    }

    @Test
    void tellsManyEndsTogetherAndFewOneByOne() throws Exception {
        failBackups(11);
        fixture.sync();
        operations.backup("good", "succeed", null, 1);

        fixture.sync();

        JsonNode ends = receiver.received("digest").get(1).body();
        assertThat(ends.get("state").asText() + " " + ends.get("count").asInt()).isEqualTo("resolved 11");
        assertThat(ends.get("alerts")).allSatisfy(alert -> assertThat(alert.get("resolved_at").asText()).isNotEmpty());
        assertThat(fixture.tables().column("select distinct resolved_delivered_at from alert where kind = '"
                + FAILURE + "'")).doesNotContainNull().hasSize(1);
    }

    @Test
    void isMadeOfAKindAndSourceAlone() throws Exception {
        fixture.close();
        fixture = SyncFixture.onAnyDatabase().source("a", 3, 0, 0).source("b", 3, 0, 0)
                .variable("DCS_ALERT_URI", receiver.uri()).variable("DCS_ALERT_DIGEST_ABOVE", "2").start();
        fixture.clock().advance(Duration.between(fixture.clock().instant(), Instant.now()));

        fixture.sync("a");
        fixture.sync("b");

        assertThat(receiver.received("rpo_breach")).isEmpty();
        assertThat(receiver.received("digest")).extracting(one -> one.text("of") + " " + one.text("source") + " "
                + one.text("count")).containsExactly("rpo_breach a 3", "rpo_breach b 3");
    }

    @Test
    void isTriedAgainWithWhatStillGoesOn() throws Exception {
        receiver.answer(500);
        failBackups(12);
        fixture.sync();
        assertThat(fixture.tables().column("select distinct last_error from alert where kind = '" + FAILURE + "'"))
                .containsExactly("the sink answered with status 500");
        receiver.answer(204);
        receiver.received().clear();

        fixture.sync();

        assertThat(receiver.received("digest")).singleElement()
                .satisfies(digest -> assertThat(digest.text("count")).isEqualTo("12"));
    }

    @Test
    void comesInPartsWhereTheSinkTakesNotAllOfIt() throws Exception {
        receiver.refuse(message -> message.body().toString().contains(":b7\""));
        failBackups(40);

        fixture.sync();

        assertThat(fixture.tables().column("select dedup_key from alert where delivered_at is null"))
                .containsExactly(FAILURE + ":backup:" + fixture.instance(0) + ":b7");
        assertThat(receiver.received("digest").get(0).text("count")).isEqualTo("40");
    }

    @Test
    void makesNoStormOnASinkThatTakesNothing() throws Exception {
        receiver.answer(400);
        failBackups(200);

        fixture.sync();

        assertThat(receiver.received("digest").size()).as("halves on the way to one alert").isLessThanOrEqualTo(12);
        assertThat(receiver.told(FAILURE)).as("alerts on their own").hasSize(3);
        receiver.answer(204);
        receiver.received().clear();
        fixture.sync();
        assertThat(receiver.received("digest")).singleElement()
                .satisfies(digest -> assertThat(digest.text("count")).isEqualTo("200"));
    }

    @Test
    void reachesTheOthersWhereTheFirstOnesAreNeverTaken() throws Exception {
        receiver.refuse(message -> message.body().toString().matches("(?s).*:b[0-4]\".*"));
        failBackups(40);

        fixture.sync();
        fixture.sync();

        assertThat(fixture.tables().column("select dedup_key from alert where delivered_at is null"))
                .hasSize(5).allSatisfy(key -> assertThat(key.toString()).matches(".*:b[0-4]"));
    }

}
