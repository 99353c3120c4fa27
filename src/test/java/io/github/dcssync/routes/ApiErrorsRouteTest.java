package io.github.dcssync.routes;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcssync.app.RouteTestSupport;
import io.github.dcssync.simulator.Answer;
import io.github.dcssync.simulator.FaultInjector;
import io.github.dcssync.sync.SyncRun;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Exchange;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;

/** The configurations of {@code api-errors.camel.yaml}, each at a route that has it. */
class ApiErrorsRouteTest extends RouteTestSupport {

    private static FaultInjector once(Answer first) {
        AtomicInteger asked = new AtomicInteger();
        return (request, answer) -> asked.getAndIncrement() == 0 ? first : answer;
    }

    private static Answer error(int status, String code) {
        return Answer.json(status, "{\"error_code\":\"" + code + "\",\"error_msg\":\"no\"}").withHeader("Retry-After",
                "0");
    }

    private Exchange listInstances(SyncRun run) {
        return call("list-instances", null, Map.of("run", run));
    }

    @Test
    void askAgainWhereTheRuleOfTheAnswerSaysSo() throws Exception {
        SyncRun run = underLease();
        simulator().injectFaults(once(error(503, "APIGW.0613")));

        assertThat(listInstances(run).getException()).isNull();

        assertThat(simulator().traffic().answered(503)).isEqualTo(1);
        assertThat(run.getSummary().retries()).isEqualTo(1);
    }

    @Test
    void askNoMoreOftenThanTheSettingsAllow() throws Exception {
        simulator().injectFaults((request, answer) -> error(503, "APIGW.0613"));

        assertThat(listInstances(underLease()).getException()).isInstanceOf(HttpOperationFailedException.class);

        assertThat(simulator().requests()).isEqualTo(2);
    }

    @Test
    void doNotAskAgainWhereTheRuleSaysThatItIsOfNoUse() throws Exception {
        simulator().injectFaults(once(error(403, "DCS.3001")));

        assertThat(listInstances(underLease()).getException()).isInstanceOf(HttpOperationFailedException.class);

        assertThat(simulator().requests()).isEqualTo(1);
    }

    @Test
    void waitForADatabaseThatIsAway() throws Exception {
        calls("hold-lease").whenExchangeReceived(1, exchange -> {
            throw new DataAccessResourceFailureException("away");
        });

        Exchange stored = call("store-errors", null, Map.of("run", underLease(), "errors", List.of()));

        assertThat(stored.getException()).isNull();
        assertThat(calls("hold-lease").getReceivedCounter()).isEqualTo(2);
    }

    @Test
    void doNotRepeatWhatTheDatabaseRefuses() throws Exception {
        fail("hold-lease", new DataIntegrityViolationException("never"));

        Exchange stored = call("store-errors", null, Map.of("run", underLease(), "errors", List.of()));

        assertThat(stored.getException()).hasMessage("never");
        assertThat(calls("hold-lease").getReceivedCounter()).isEqualTo(1);
    }

    /** Whoever has asked for the transaction repeats it whole. */
    @Test
    void repeatNoSingleStepOfATransaction() throws Exception {
        fail("failed-records-note", new DataAccessResourceFailureException("away"));

        Exchange noted = call("failed-records-unknown", null, Map.of("run", underLease()));

        assertThat(noted.getException()).hasMessage("away");
        assertThat(calls("failed-records-note").getReceivedCounter()).isEqualTo(1);
    }
}
