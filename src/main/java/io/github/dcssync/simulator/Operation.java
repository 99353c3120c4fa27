package io.github.dcssync.simulator;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a request asks for, told by its path alone. */
public enum Operation {
    BACKUPS_V1(ApiVersion.V1_0, SimulatedKind.BACKUP),
    BACKUPS_V2(ApiVersion.V2, SimulatedKind.BACKUP),
    RESTORES_V1(ApiVersion.V1_0, SimulatedKind.RESTORE),
    RESTORES_V2(ApiVersion.V2, SimulatedKind.RESTORE),
    INSTANCES_V1(ApiVersion.V1_0, null),
    INSTANCES_V2(ApiVersion.V2, null),
    /** One instance by its id, v2 only. */
    INSTANCE_V2(ApiVersion.V2, null),
    /** A password token of IAM. */
    TOKEN(null, null),
    /** The projects of the account, or one by its name. */
    PROJECTS(null, null),
    /** The projects that the caller may see. */
    AUTH_PROJECTS(null, null),
    /** A token of IAM for one of an identity provider. */
    ID_TOKEN(null, null),
    /** Temporary keys of IAM, of an agency. */
    SECURITY_TOKEN(null, null),
    /** Temporary keys of the metadata service. */
    SECURITY_KEY(null, null),
    /** Any other path. */
    UNKNOWN(null, null);

    private final @Nullable ApiVersion version;
    private final @Nullable SimulatedKind recordKind;

    Operation(@Nullable ApiVersion version, @Nullable SimulatedKind recordKind) {
        this.version = version;
        this.recordKind = recordKind;
    }

    /** Whether this lists the backup or restoration records of an instance. */
    public boolean listsRecords() {
        return recordKind != null;
    }

    /** Whether this belongs to DCS and not to IAM. */
    public boolean isDcs() {
        return version != null;
    }

    /** Of one that belongs to DCS. */
    ApiVersion version() {
        return Objects.requireNonNull(version);
    }

    /** Of one that lists records. */
    SimulatedKind recordKind() {
        return Objects.requireNonNull(recordKind);
    }
}
