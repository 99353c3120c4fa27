package io.github.dcssync.api;

import io.github.dcssync.secret.Secrets;
import io.github.dcssync.settings.Credentials;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpRequest;

/** Puts the signature of a key pair on a request of the HTTP client. */
public final class SignedRequest {

    private static final String AUTHORIZATION = "Authorization";
    private static final String SECURITY_TOKEN = "X-Security-Token";

    private SignedRequest() {
    }

    /**
     * @param request complete but for the signature
     * @param body    what is sent; empty for nothing
     * @param keys    the pair to sign with, and the token that goes with temporary keys
     * @param now     the time of signing
     */
    public static void sign(HttpRequest request, byte[] body, Credentials.KeyPair keys, Instant now) {
        request.setHeader(RequestSigner.DATE_HEADER, RequestSigner.date(now));
        if (keys.securityToken() != null) {
            request.setHeader(SECURITY_TOKEN, keys.securityToken());
        }
        request.setHeader(AUTHORIZATION, RequestSigner.authorization(request.getMethod(), target(request),
                signedHeaders(request), body, keys.accessKey(), keys.secretKey()));
    }

    /** Path and query, also where a proxy is told the whole address: the service hears no more of it. */
    private static String target(HttpRequest request) {
        return request.getPath().replaceFirst("^[A-Za-z]+://[^/?]*(?=[/?])", "");
    }

    /** What a proxy may change on the way (connection, encoding, user agent) is not signed. */
    private static Map<String, String> signedHeaders(HttpRequest request) {
        Map<String, String> signed = new LinkedHashMap<>();
        if (request.getAuthority() != null) {
            // As the client will write it, where it has not done so yet.
            signed.put(HttpHeaders.HOST, request.getAuthority().toString());
        }
        for (String name : new String[] {HttpHeaders.HOST, RequestSigner.DATE_HEADER, "X-Project-Id", "X-Domain-Id",
            SECURITY_TOKEN}) {
            Header header = request.getFirstHeader(name);
            if (header != null) {
                signed.put(name, header.getValue());
            }
        }
        return signed;
    }

    /**
     * Registers the signature of a request that was refused, which comes last in its header: {@code SDK-HMAC-SHA256
     * Access=…, SignedHeaders=…, Signature=…}.
     */
    public static void keepSecret(HttpRequest request, Secrets secrets) {
        Header authorization = request.getFirstHeader(AUTHORIZATION);
        if (authorization != null) {
            secrets.addPassing(authorization.getValue());
            secrets.addPassing(authorization.getValue().substring(authorization.getValue().lastIndexOf('=') + 1));
        }
    }
}
