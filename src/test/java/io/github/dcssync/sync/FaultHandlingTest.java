package io.github.dcssync.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dcssync.api.BackOff;
import io.github.dcssync.api.KeyPairAuthorisation;
import io.github.dcssync.api.RateLimiter;
import io.github.dcssync.api.SourceClient;
import io.github.dcssync.client.HttpBounds;
import io.github.dcssync.record.ListKind;
import io.github.dcssync.rule.ErrorRules;
import io.github.dcssync.secret.Secrets;
import io.github.dcssync.settings.Credentials;
import io.github.dcssync.settings.Source;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.junit.jupiter.api.Test;

class FaultHandlingTest {

    private static final Credentials.KeyPair KEYS = new Credentials.KeyPair("unused", "unused", null);

    private final Task task = new Task(new Instance("i", "name"), ListKind.BACKUP);
    private final SyncRun run = run();
    private final FaultHandling unit = new FaultHandling(
            ErrorRules.load(Path.of(System.getProperty("dcs.home", "")).resolve("config/api-errors.yaml")),
            new BackOff(bound -> bound), 1, new Secrets(), "a database", Clock.systemUTC());

    private static SyncRun run() {
        Source source =
                new Source("default", URI.create("http://127.0.0.1"), "p", KEYS, List.of(), List.of(), List.of(), 1);
        SourceClient client = new SourceClient(source, new KeyPairAuthorisation(KEYS), new RateLimiter(0),
                new HttpBounds(Duration.ofSeconds(1), Duration.ofSeconds(1), 1), new Secrets(), Clock.systemUTC(), "1");
        return new SyncRun(new SyncRequest("default", "once", List.of()), Shard.of(source).get(0), client, "here", "1",
                Clock.systemUTC(), () -> false);
    }

    private static Exception answer(int status) {
        return new HttpOperationFailedException("http://127.0.0.1", status, "", null, Map.of(), "{}");
    }

    @Test
    void judgesAListByWhatWasFoundOfItsLastRequest() {
        Exception thrown = answer(404);
        FaultHandling.Ruled found = unit.rule(run, task, new SocketTimeoutException("slow"));

        ListFailure failure = unit.judge(run, task, null, thrown,
                new FaultHandling.Ruled(thrown, found.fault(), found.rule()), null);

        assertThat(failure.error().rule()).isEqualTo(found.rule().name());
        assertThat(failure.error().message()).isEqualTo("no answer: slow");
    }

    @Test
    void judgesAnewWhatEndsAListAfterARequestThatPassed() {
        FaultHandling.Ruled passed = unit.rule(run, task, new SocketTimeoutException("slow"));

        ListFailure failure = unit.judge(run, task, null, answer(404), passed, null);

        assertThat(failure.error().status()).isEqualTo(404);
        assertThat(failure.error().rule()).isNotEqualTo(passed.rule().name());
    }
}
