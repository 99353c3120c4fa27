package io.github.dcssync.lease;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How this process cuts its sources. Says once that another process cuts one of them otherwise, and that it does no more. */
public final class OwnCuts {

    private static final Logger LOG = LoggerFactory.getLogger(OwnCuts.class);

    private final Cuts cuts;
    private final Map<String, Cut> own;
    private final String node;
    private final Set<String> told = ConcurrentHashMap.newKeySet();

    /**
     * @param cuts those of all processes
     * @param own  one for each source
     * @param node the name of this machine and process
     */
    public OwnCuts(Cuts cuts, Collection<Cut> own, String node) {
        this.cuts = cuts;
        this.own = own.stream().collect(Collectors.toMap(Cut::source, Function.identity()));
        this.node = node;
    }

    /** Has them be in force: whoever starts last is right. */
    public void declare() {
        own.values().forEach(cut -> cuts.declare(cut, node));
    }

    /** @return whether a source is cut as this process has it; what has changed about that is said */
    public boolean isInForce(String source) {
        Optional<String> objection = Optional.ofNullable(own.get(source)).flatMap(cuts::objection);
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
}
