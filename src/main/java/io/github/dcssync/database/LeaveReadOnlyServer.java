package io.github.dcssync.database;

import com.zaxxer.hikari.SQLExceptionOverride;
import java.sql.SQLException;

/**
 * Has the pool give up a connection to a server that only reads: after a fail-over the next one leads to the server that
 * writes, while this one would stay where it is.
 */
final class LeaveReadOnlyServer implements SQLExceptionOverride {

    private volatile boolean stays;

    /** @param stay whether connections are kept all the same, because what uses them still has to clean up with them */
    void stay(boolean stay) {
        stays = stay;
    }

    @java.lang.Override
    public Override adjudicate(SQLException exception) {
        return !stays && DatabaseFaults.isReadOnly(exception) ? Override.MUST_EVICT : Override.CONTINUE_EVICT;
    }
}
