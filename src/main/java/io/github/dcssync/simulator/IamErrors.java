package io.github.dcssync.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Errors as IAM words them. */
final class IamErrors {

    private IamErrors() {
    }

    /** IAM's own form: nested, with a number for the code. */
    static Answer of(int status, String title, String message) {
        ObjectNode answer = JsonText.MAPPER.createObjectNode();
        answer.putObject("error").put("message", message).put("code", status).put("title", title);
        return Answer.json(status, JsonText.write(answer));
    }

    static Answer badRequest() {
        return Answer.json(400, new JsonText().put("error_code", "IAM.0011")
                .put("error_msg", "Request body is invalid.").bytes());
    }
}
