package io.github.dcssync.sync;

import io.github.dcssync.logging.Logging;
import org.slf4j.MDC;

/** While it is open, each log line of this thread says which sync, source and instance it is about. */
final class LogContext implements AutoCloseable {

    /** @param task whose list it is about, or null for the source as a whole */
    LogContext(SyncRun run, Task task) {
        MDC.put(Logging.RUN_ID, run.getId());
        MDC.put(Logging.SOURCE, run.getSource().name());
        if (task != null) {
            MDC.put(Logging.INSTANCE_ID, task.instance().id());
        }
    }

    @Override
    public void close() {
        MDC.remove(Logging.RUN_ID);
        MDC.remove(Logging.SOURCE);
        MDC.remove(Logging.INSTANCE_ID);
    }
}
