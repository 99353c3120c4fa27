package io.github.dcssync.lease;

import io.github.dcssync.lease.Cuts.Declaration;
import io.github.dcssync.thread.RepeatingTimer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * How this process cuts its sources. Says once that another process cuts one of them otherwise, and that it does no more;
 * declares its own again when the database has lost it.
 */
public final class OwnCuts implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(OwnCuts.class);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(10);

    private final Cuts cuts;
    private final Supplier<List<Cut>> own;
    private final String node;
    private final Map<String, Declaration> declared = new ConcurrentHashMap<>();
    private final Set<String> told = ConcurrentHashMap.newKeySet();
    private final RepeatingTimer timer = new RepeatingTimer("cuts");

    /**
     * @param cuts those of all processes
     * @param own  one for each source that is synced now
     * @param node the name of this machine and process
     */
    public OwnCuts(Cuts cuts, Supplier<List<Cut>> own, String node) {
        this.cuts = cuts;
        this.own = own;
        this.node = node;
    }

    /** Has them be in force: whoever starts last is right. */
    public void declare() {
        declare(own.get());
    }

    /** The same for sources that are new here. */
    public void declare(List<Cut> those) {
        those.forEach(cut -> declared.put(cut.source(), cuts.declare(cut, node)));
    }

    /**
     * Looks every few seconds whether they are, from now on: a process that finds a source cut otherwise begins no sync,
     * and would not look.
     */
    public void watch() {
        timer.repeat(BETWEEN_LOOKS, BETWEEN_LOOKS,
                "How the sources are cut is not looked at, and not declared again should the database lose it", () -> {
                    try {
                        own.get().forEach(cut -> isInForce(cut.source()));
                    } catch (DataAccessException | TransactionException e) {
                        LOG.debug("How the sources are cut is not known while the database is away", e);
                    }
                });
    }

    /** @return what a start would change of what is in force: a line for each source that is cut otherwise */
    public List<String> changes() {
        return own.get().stream().map(cuts::change).flatMap(Optional::stream).sorted().toList();
    }

    /**
     * Declares the cut of a source again where the database has lost that.
     *
     * @return whether a source is cut as this process has it; what has changed about that is said
     */
    public boolean isInForce(String source) {
        Optional.ofNullable(declared.get(source)).ifPresent(cuts::restore);
        Optional<String> objection = own.get().stream().filter(cut -> cut.source().equals(source)).findFirst()
                .flatMap(cuts::objection);
        if (objection.isEmpty()) {
            inForce(source);
        } else if (told.add(source)) {
            LOG.warn("{}; until then no sync of it begins here", objection.get());
        }
        return objection.isEmpty();
    }

    /** Hears that a source is cut as this process has it. */
    public void inForce(String source) {
        if (told.remove(source)) {
            LOG.info("Source {} is cut again as this process has it, and its syncs begin again", source);
        }
    }

    @Override
    public void close() {
        timer.close();
    }
}
