package io.github.dcssync.api;

import java.io.IOException;
import java.time.Instant;
import org.apache.hc.core5.http.HttpRequest;

/** Sends the token that IAM gives. */
public final class TokenAuthorisation extends RenewedAuthorisation<TokenAuthorisation.Token> {

    /**
     * A token and its end. Printing it shows no secret.
     *
     * @param value     the text of the header
     * @param expiresAt when IAM says it ends
     */
    public record Token(String value, Instant expiresAt) {
        @Override
        public String toString() {
            return "Token[expiresAt=" + expiresAt + "]";
        }
    }

    /** Where tokens come from. */
    @FunctionalInterface
    public interface Issuer {
        /**
         * @return a new token
         * @throws SourceRefusedException when IAM refuses for good
         * @throws IOException            when IAM cannot be reached, or cannot answer now
         */
        Token issue() throws IOException;
    }

    private final Issuer issuer;

    /** @param issuer is asked by one thread at a time */
    public TokenAuthorisation(Issuer issuer) {
        this("the IAM user of this source", issuer);
    }

    /**
     * @param whose  what ends, and whose, for messages
     * @param issuer is asked by one thread at a time
     */
    public TokenAuthorisation(String whose, Issuer issuer) {
        super(whose);
        this.issuer = issuer;
    }

    @Override
    Token issue(Instant now) throws IOException {
        return issuer.issue();
    }

    @Override
    Instant end(Token token) {
        return token.expiresAt();
    }

    @Override
    String name(Token token) {
        return token.value();
    }

    @Override
    void put(Token token, HttpRequest request, Instant now) {
        request.setHeader("X-Auth-Token", token.value());
    }
}
