package io.github.dcssync.observe;

import io.github.dcssync.lease.Cut;
import io.github.dcssync.lease.Cuts;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;
import org.springframework.dao.DataAccessException;

/** Whether every source is cut as this process has it: another may have been started with another number of shards. */
public final class CutHealth extends AbstractHealthCheck {

    private final Cuts cuts;
    private final Supplier<List<Cut>> own;

    /** @param own how this process cuts its sources now */
    public CutHealth(Cuts cuts, Supplier<List<Cut>> own) {
        super("dcs-sync", "cut");
        this.cuts = cuts;
        this.own = own;
    }

    @Override
    public boolean isLiveness() {
        return false;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder result, Map<String, Object> options) {
        try {
            List<String> objections = own.get().stream().map(cuts::objection).flatMap(Optional::stream).toList();
            if (objections.isEmpty()) {
                result.up().message("every source is cut as this process has it");
            } else {
                result.down().message(String.join("; ", objections));
            }
        } catch (DataAccessException e) {
            // That the database does not answer is said beside it.
            result.up().message("how the sources are cut is not known without the database");
        }
    }
}
