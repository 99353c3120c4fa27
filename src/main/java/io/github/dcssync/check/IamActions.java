package io.github.dcssync.check;

/** The actions that a policy of the service has to allow, by what is asked for. The older paths need the same. */
final class IamActions {

    /** Listing the instances of a project. */
    static final String INSTANCES = "dcs:instance:list";
    /** Listing the backups of an instance. */
    static final String BACKUPS = "dcs:instance:getDataBackupLog";
    /** Listing the restorations of an instance. */
    static final String RESTORES = "dcs:instance:getDataRestoreLog";

    private IamActions() {
    }
}
