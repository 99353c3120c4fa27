package io.github.dcssync.identity;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.dcssync.client.AnswerTimeoutException;
import io.github.dcssync.client.HttpBounds;
import io.github.dcssync.settings.Settings;
import java.io.IOException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;

/**
 * One IAM, which is asked in JSON and answers so. Whoever asks judges the answer. It is asked a few times a day: no
 * connection is kept.
 */
public final class Iam {

    /** With its catalogue, which is not asked for, the answer to a login has some 100 KiB. */
    private static final int MOST_BYTES = 1024 * 1024;

    private final URI endpoint;
    private final String key;
    private final HttpBounds bounds;

    /**
     * @param endpoint where it answers, without {@code /v3} and without a slash at its end
     * @param key      where that is set, for the remedies
     * @param http     how long an answer may take
     */
    public Iam(URI endpoint, String key, Settings.Http http) {
        this.endpoint = endpoint;
        this.key = key;
        this.bounds = HttpBounds.of(http, MOST_BYTES);
    }

    /**
     * @param target path and query
     * @param body   what is sent
     * @return what it answers, whatever the status
     * @throws IOException when there is no complete answer
     */
    public IamAnswer post(String target, JsonNode body) throws IOException {
        HttpPost request = new HttpPost(endpoint + target);
        request.setHeader("Content-Type", "application/json;charset=utf8");
        request.setHeader("Accept", "application/json");
        request.setEntity(new ByteArrayEntity(body.toString().getBytes(StandardCharsets.UTF_8), null));
        try (CloseableHttpClient http = bounds.client()) {
            return http.execute(request, IamAnswer::of);
        } catch (AnswerTimeoutException e) {
            throw new IOException("IAM at " + endpoint + " gave " + e.getMessage(), e);
        } catch (UnknownHostException e) {
            throw new IOException("IAM at " + endpoint + " cannot be reached: the host has no address; check " + key
                    + " and the DNS", e);
        } catch (IOException e) {
            throw new IOException("IAM at " + endpoint + " cannot be reached: " + e, e);
        }
    }
}
