package io.github.dcssync.sync;

import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;

/** Logs one event a sync that has ended, with all that its summary has as fields, source and run id among them. */
public final class SyncLog implements SyncObserver {

    private static final Logger LOG = LoggerFactory.getLogger(SyncLog.class);

    @Override
    public void finished(SyncRun run) {
        try (LogContext context = new LogContext(run, null)) {
            boolean isComplete = run.getSummary().status() == Summary.Status.COMPLETE;
            LoggingEventBuilder event = LOG.atLevel(isComplete ? Level.INFO : Level.WARN)
                    .addKeyValue("event", "sync").addKeyValue("trigger_type", run.getTrigger())
                    .addKeyValue("status", run.getStatus());
            for (Map.Entry<String, Object> count : run.getSummary().fields().entrySet()) {
                event = event.addKeyValue(count.getKey(), count.getValue());
            }
            event.log("Sync of {} ended:", run.getShard().name());
        }
    }
}
