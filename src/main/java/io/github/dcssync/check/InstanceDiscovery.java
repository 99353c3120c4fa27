package io.github.dcssync.check;

import io.github.dcssync.api.ApiError;
import io.github.dcssync.api.RateLimiter;
import io.github.dcssync.api.SourceClient;
import io.github.dcssync.app.Version;
import io.github.dcssync.check.FoundInstances.FoundInstance;
import io.github.dcssync.client.HttpBounds;
import io.github.dcssync.identity.CredentialGates;
import io.github.dcssync.record.ListKind;
import io.github.dcssync.record.Page;
import io.github.dcssync.record.PageReader;
import io.github.dcssync.settings.Settings;
import io.github.dcssync.settings.Source;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.http.io.entity.EntityUtils;

/** Lists the instances of projects, each request once: for people who want to know what there is. */
public final class InstanceDiscovery {

    /** That the service lists at a time. */
    private static final int PAGE = 1000;
    /** More instances than a project has. */
    private static final int MOST = 100_000;

    private final Settings settings;
    private final Clock clock;
    private final CredentialGates gates;
    private final RateLimiter pace;

    /** @param clock the time of signing */
    public InstanceDiscovery(Settings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
        this.gates = new CredentialGates(settings.secrets(), settings.http());
        this.pace = new RateLimiter(settings.listing().requestsPerSecond());
    }

    /** @return what the project of a source has, or why that cannot be said */
    public FoundInstances of(Source source) {
        Map<String, FoundInstance> found = new LinkedHashMap<>();
        try (CloseableHttpClient http = client(source)) {
            int before = -1;
            while (found.size() > before && found.size() < MOST) {
                before = found.size();
                Page page = http.execute(new HttpGet(source.endpoint() + "/v2/" + source.projectId()
                        + "/instances?limit=" + PAGE + "&offset=" + found.size()), InstanceDiscovery::read);
                page.rows().forEach(row -> found.putIfAbsent(row.key(), new FoundInstance(row.key(),
                        Objects.requireNonNullElse(row.value(ListKind.INSTANCE, "name"), ""))));
                if (page.total() != null && found.size() >= page.total()) {
                    break;
                }
            }
            return new FoundInstances(List.copyOf(found.values()), null);
        } catch (IOException e) {
            return new FoundInstances(List.copyOf(found.values()), settings.secrets().mask("not listed: "
                    + e.getMessage()));
        }
    }

    private CloseableHttpClient client(Source source) {
        HttpBounds bounds = HttpBounds.of(settings.http(), SourceClient.MOST_BYTES);
        HttpClientBuilder client = HttpClientBuilder.create().setConnectionManager(bounds.connections(1));
        new SourceClient(source, gates.of(source).get(0), pace, bounds, settings.secrets(), clock, Version.current())
                .configureHttpClient(client);
        return client.build();
    }

    private static Page read(ClassicHttpResponse response) throws HttpException, IOException {
        String body =
                response.getEntity() == null ? "" : EntityUtils.toString(response.getEntity(), StandardCharsets.UTF_8);
        if (response.getCode() == HttpStatus.SC_NO_CONTENT) {
            return Page.empty(ListKind.INSTANCE);
        }
        if (response.getCode() != HttpStatus.SC_OK) {
            throw new IOException(ApiError.of(response.getCode(), null, body).line());
        }
        return PageReader.mapper(ListKind.INSTANCE).readValue(body.getBytes(StandardCharsets.UTF_8), Page.class);
    }
}
