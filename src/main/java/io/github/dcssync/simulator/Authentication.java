package io.github.dcssync.simulator;

/** Lets a request to DCS pass that is signed or bears a token. */
final class Authentication {

    private final SignatureCheck signatures;
    private final Tokens tokens;

    Authentication(SignatureCheck signatures, Tokens tokens) {
        this.signatures = signatures;
        this.tokens = tokens;
    }

    /** Lets a request to IAM pass: with any token that it gave out. */
    void checkForIam(SimulatedRequest request, byte[] body) {
        if (request.headers().containsKey("authorization")) {
            signatures.check(request, body);
        } else {
            tokens.checkAlive(request.headers().get("x-auth-token"));
        }
    }

    void check(SimulatedRequest request, byte[] body) {
        if (request.headers().containsKey("authorization")) {
            signatures.check(request, body);
        } else {
            String token = request.headers().get("x-auth-token");
            tokens.check(token, request.projectId(), request.operation().version());
        }
    }
}
