package io.github.dcssync.command;

import io.github.dcssync.database.DatabaseFaults;
import io.github.dcssync.sync.Summary;
import io.github.dcssync.sync.SyncRun;
import java.util.List;

/** The exit codes that scripts rely on. */
final class ExitCode {

    /** Every task of every source complete. */
    static final int COMPLETE = 0;
    /** Something was read, not everything; or the program met what it did not expect. */
    static final int PARTIAL = 1;
    /** The command line or the settings are wrong. */
    static final int USAGE = 2;
    /** Nothing could be read from any source. */
    static final int NOTHING_READ = 3;
    /** The database cannot be used. */
    static final int DATABASE = 4;

    /** Another sync holds the lease. */
    static final int LEASE_HELD = 5;

    /** Memory ran out. */
    static final int OUT_OF_MEMORY = 70;

    private ExitCode() {
    }

    /** @return the code for syncs that ran side by side */
    static int of(List<SyncRun> runs, Summary summary) {
        if (runs.stream().anyMatch(run -> DatabaseFaults.mayReturn(run.getFailure()))) {
            return DATABASE;
        }
        return switch (summary.status()) {
            case COMPLETE -> COMPLETE;
            case PARTIAL, INTERRUPTED -> PARTIAL;
            case FAILED -> NOTHING_READ;
        };
    }
}
