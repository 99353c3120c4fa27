package io.github.dcssync.database;

import com.zaxxer.hikari.SQLExceptionOverride;
import java.sql.SQLException;

/**
 * Has the pool give up a connection to a server that only reads: after a fail-over the next one leads to the server that
 * writes, while this one would stay where it is.
 */
final class LeaveReadOnlyServer implements SQLExceptionOverride {

    @java.lang.Override
    public Override adjudicate(SQLException exception) {
        return DatabaseFaults.isReadOnly(exception) ? Override.MUST_EVICT : Override.CONTINUE_EVICT;
    }
}
