package io.github.dcssync.observe;

import java.util.Map;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/** Whether the database answers with our tables. */
public final class DatabaseHealth extends AbstractHealthCheck {

    private final LastSyncs syncs;

    /** @param syncs what is asked for */
    public DatabaseHealth(LastSyncs syncs) {
        super("dcs-sync", "database");
        this.syncs = syncs;
    }

    @Override
    public boolean isLiveness() {
        return false;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder result, Map<String, Object> options) {
        if (syncs.find().isPresent()) {
            result.up().message("the database answers");
        } else {
            // Why is in the log: what drivers say may hold names that are nobody else's business.
            result.down().message("the database does not answer with the tables of this program");
        }
    }
}
