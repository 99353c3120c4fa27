package io.github.dcssync.settings;

/** The path that backups are read from; both give the same records. */
public enum BackupsApi {
    /** {@code /v1.0/{project_id}/instances/{instance_id}/backups}. */
    V1_0("v1.0"),
    /** {@code /v2/{project_id}/instances/{instance_id}/backups}. */
    V2("v2");

    private final String version;

    BackupsApi(String version) {
        this.version = version;
    }

    /** The first part of the path, as the operator writes it. */
    public String version() {
        return version;
    }
}
