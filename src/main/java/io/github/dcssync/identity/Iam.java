package io.github.dcssync.identity;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.dcssync.api.SignedRequest;
import io.github.dcssync.client.AnswerTimeoutException;
import io.github.dcssync.client.HttpBounds;
import io.github.dcssync.client.ProxyException;
import io.github.dcssync.client.TlsException;
import io.github.dcssync.secret.Secrets;
import io.github.dcssync.settings.Settings;
import java.io.IOException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;

/**
 * One IAM, which is asked in JSON and answers so. Whoever asks says for whom, and judges the answer. It is asked a few
 * times a day: no connection is kept.
 */
public final class Iam {

    private static final byte[] NO_BODY = {};
    /** With its catalogue, which is not asked for, the answer to a login has some 100 KiB. */
    private static final int MOST_BYTES = 1024 * 1024;

    private final URI endpoint;
    private final String key;
    private final HttpBounds bounds;
    private final Secrets secrets;

    /**
     * @param endpoint where it answers, without {@code /v3} and without a slash at its end
     * @param key      where that is set, for the remedies
     * @param http     how long an answer may take
     * @param secrets  hears the signatures of requests that are refused, because a gateway echoes them
     */
    public Iam(URI endpoint, String key, Settings.Http http, Secrets secrets) {
        this.endpoint = endpoint;
        this.key = key;
        this.bounds = HttpBounds.of(http, MOST_BYTES);
        this.secrets = secrets;
    }

    /**
     * @param target path and query
     * @param caller for whom
     * @return what it answers, whatever the status
     * @throws IOException when there is no complete answer
     */
    public IamAnswer get(String target, IamCaller caller) throws IOException {
        return send(new HttpGet(endpoint + target), NO_BODY, caller);
    }

    /**
     * @param target path and query
     * @param body   what is sent
     * @param caller for whom
     * @return what it answers, whatever the status
     * @throws IOException when there is no complete answer
     */
    public IamAnswer post(String target, JsonNode body, IamCaller caller) throws IOException {
        HttpPost request = new HttpPost(endpoint + target);
        byte[] bytes = body.toString().getBytes(StandardCharsets.UTF_8);
        request.setHeader("Content-Type", "application/json;charset=utf8");
        request.setEntity(new ByteArrayEntity(bytes, null));
        return send(request, bytes, caller);
    }

    private IamAnswer send(HttpUriRequestBase request, byte[] body, IamCaller caller) throws IOException {
        request.setHeader("Accept", "application/json");
        caller.identify(request, body);
        try (CloseableHttpClient http = bounds.client()) {
            IamAnswer answer = http.execute(request, IamAnswer::of);
            if (!answer.isSuccess()) {
                SignedRequest.keepSecret(request, secrets);
            }
            return answer;
        } catch (AnswerTimeoutException e) {
            throw new IOException("IAM at " + endpoint + " gave " + e.getMessage(), e);
        } catch (UnknownHostException e) {
            throw new IOException("IAM at " + endpoint + " cannot be reached: the host has no address; check " + key
                    + " and the DNS", e);
        } catch (ProxyException | TlsException e) {
            throw new IOException("IAM at " + endpoint + " cannot be reached: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new IOException("IAM at " + endpoint + " cannot be reached: " + e, e);
        }
    }
}
