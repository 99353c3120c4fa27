package io.github.dcssync.check;

import io.github.dcssync.api.Authorisation;
import io.github.dcssync.api.RateLimiter;
import io.github.dcssync.api.SourceClient;
import io.github.dcssync.app.Version;
import io.github.dcssync.client.HttpBounds;
import io.github.dcssync.identity.CredentialGates;
import io.github.dcssync.settings.Settings;
import io.github.dcssync.settings.Source;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.function.Consumer;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.io.entity.EntityUtils;

/**
 * Asks a source for one instance, or for many where the settings name some, exactly once: wrong keys are
 * locked after some failures.
 */
final class SignedCall {

    /** That the service lists at a time. */
    private static final int MOST_INSTANCES = 1000;

    private final Settings settings;
    private final Clock clock;
    private final CredentialGates gates;

    SignedCall(Settings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
        this.gates = new CredentialGates(settings.secrets(), settings.http());
    }

    /** @return whether the answer was one to go on with */
    boolean make(Source source, Consumer<Finding> findings) {
        WatchedAuthorisation authorisation = new WatchedAuthorisation(gates.of(source).get(0));
        String subject = source.credentials().isToken() ? "token" : "keys";
        Instant start = clock.instant();
        InstancesAnswer answer;
        try (CloseableHttpClient client = client(source, authorisation)) {
            answer = client.execute(request(source), response -> read(response, start));
        } catch (IOException e) {
            findings.accept(authorisation.failed() ? Finding.problem(subject, e.getMessage())
                    : Finding.problem("answer", "none: " + e.getMessage()));
            return false;
        }
        source.credentials().issued().ifPresent(how -> findings.accept(Finding.ok(subject, how)));
        Finding finding = answer.finding(source);
        findings.accept(finding);
        answer.idleFilters(source).forEach(findings);
        ClockSkew.of(answer.date(), answer.arrivedAt()).ifPresent(findings);
        return finding.level() != Level.PROBLEM;
    }

    private CloseableHttpClient client(Source source, Authorisation authorisation) {
        HttpBounds bounds = HttpBounds.of(settings.http(), SourceClient.MOST_BYTES);
        HttpClientBuilder client = HttpClientBuilder.create().setConnectionManager(bounds.connections(1));
        new SourceClient(source, authorisation, new RateLimiter(0), bounds, settings.secrets(), clock,
                Version.current())
                .configureHttpClient(client);
        return client.build();
    }

    private static HttpGet request(Source source) {
        boolean isAll = source.discoversInstances() && source.include().isEmpty() && source.exclude().isEmpty();
        int limit = isAll ? 1 : MOST_INSTANCES;
        return new HttpGet(source.endpoint() + "/v2/" + source.projectId() + "/instances?limit=" + limit
                + "&offset=0");
    }

    private InstancesAnswer read(ClassicHttpResponse response, Instant start) throws HttpException, IOException {
        String body =
                response.getEntity() == null ? "" : EntityUtils.toString(response.getEntity(), StandardCharsets.UTF_8);
        return new InstancesAnswer(response.getCode(), header(response, "X-Request-Id"), header(response, "Date"),
                body, start, clock.instant());
    }

    private static String header(ClassicHttpResponse response, String name) {
        Header header = response.getFirstHeader(name);
        return header == null ? null : header.getValue();
    }
}
