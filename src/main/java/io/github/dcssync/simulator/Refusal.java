package io.github.dcssync.simulator;

/** A request that is answered with an error of the API. */
final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;
    private final String reason;
    private final boolean fromGateway;

    private Refusal(int status, String code, String message, boolean fromGateway) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
        this.reason = message;
        this.fromGateway = fromGateway;
    }

    /** An error of DCS itself. */
    static Refusal byService(int status, String code, String message) {
        return new Refusal(status, code, message, false);
    }

    /** An error of the API gateway in front of DCS, which names the request id in the body. */
    static Refusal byGateway(int status, String code, String message) {
        return new Refusal(status, code, message, true);
    }

    /** 401 for credentials that are missing or wrong, with the gateway's words for it. */
    static Refusal unauthenticated(String reason) {
        return byGateway(401, "APIGW.0301", "Incorrect IAM authentication information: " + reason);
    }

    Answer answer(String requestId) {
        JsonText body = new JsonText().put("error_code", code).put("error_msg", reason);
        return Answer.json(status, (fromGateway ? body.put("request_id", requestId) : body).bytes());
    }
}
