package io.github.dcssync.simulator;

import java.time.Duration;

/** One way in which an answer goes wrong, with its name in the option. */
enum FaultKind {
    THROTTLED("429") {
        @Override
        Answer apply(Answer truth) {
            return throttled().withHeader("Retry-After", "1");
        }
    },
    THROTTLED_WITHOUT_TIME("429-bare") {
        @Override
        Answer apply(Answer truth) {
            return throttled();
        }
    },
    SERVER_ERROR("500") {
        @Override
        Answer apply(Answer truth) {
            return error(500, "DCS.5000", "Internal service error.");
        }
    },
    BAD_GATEWAY("502") {
        @Override
        Answer apply(Answer truth) {
            return error(502, "APIGW.0202", "Backend unavailable");
        }
    },
    UNAVAILABLE("503") {
        @Override
        Answer apply(Answer truth) {
            return error(503, "APIGW.0613", "The IAM service is currently unavailable.");
        }
    },
    GATEWAY_TIMEOUT("504") {
        @Override
        Answer apply(Answer truth) {
            return error(504, "APIGW.0203", "Backend timeout");
        }
    },
    RESET("reset") {
        @Override
        Answer apply(Answer truth) {
            return Answer.dropped();
        }
    },
    TRUNCATED("truncate") {
        @Override
        Answer apply(Answer truth) {
            return truth.truncatedTo(truth.body().length / 2);
        }
    },
    HTML("html") {
        @Override
        Answer apply(Answer truth) {
            return Answer.html(502, "<html><body><h1>502 Bad Gateway</h1></body></html>");
        }
    },
    SLOW("slow") {
        @Override
        Answer apply(Answer truth) {
            return truth.delayedBy(Duration.ofSeconds(2));
        }
    };

    private final String optionName;

    FaultKind(String optionName) {
        this.optionName = optionName;
    }

    String optionName() {
        return optionName;
    }

    /** The answer that goes out instead of the true one. */
    abstract Answer apply(Answer truth);

    private static Answer throttled() {
        return error(429, "APIGW.0308", "The throttling threshold has been reached: "
                + "policy user over ratelimit,limit:20,time:1 second");
    }

    static Answer error(int status, String code, String message) {
        return Answer.json(status, new JsonText().put("error_code", code).put("error_msg", message).bytes());
    }
}
