package io.github.dcssync.simulator;

/** The errors of DCS that a list request can meet, from the vendor's error-code table. */
enum DcsError {
    INVALID_PROJECT_ID(400, "DCS.4002", "111400002", "Invalid project ID format."),
    INVALID_INSTANCE_ID(400, "DCS.4061", "111400061", "Invalid instance ID format."),
    INVALID_PARAMETER(400, "DCS.4800", "111400800", "Invalid {0} in the request."),
    /** The table has no all-digit twin; it is formed as for the other codes. */
    END_BEFORE_START(400, "DCS.4025", "111400025", "The end time must be after the start time."),
    PROJECT_NOT_OF_TOKEN(401, "DCS.1004", "111401004", "Project ID does not match the token."),
    UNKNOWN_INSTANCE(404, "DCS.3022", "111404022", "This DCS instance does not exist."),
    METHOD_NOT_ALLOWED(405, "DCS.5001", "111405001", "This request method is not allowed."),
    INTERNAL(500, "DCS.5000", "111500000", "Internal service error.");

    private final int status;
    private final String code;
    private final String digits;
    private final String message;

    DcsError(int status, String code, String digits, String message) {
        this.status = status;
        this.code = code;
        this.digits = digits;
        this.message = message;
    }

    /** v1.0 answers with the older all-digit codes, v2 with DCS.nnnn. */
    Refusal on(ApiVersion version) {
        return about(version, "");
    }

    /** The same, naming the parameter that is wrong. */
    Refusal about(ApiVersion version, String parameter) {
        String familyCode = version == ApiVersion.V1_0 ? digits : code;
        return Refusal.byService(status, familyCode, message.replace("{0}", parameter));
    }
}
