package io.github.dcssync.command;

import io.github.dcssync.sync.SyncObserver;
import io.github.dcssync.sync.SyncRun;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The bar of a process that goes on: there while syncs are under way, and gone between them. */
final class PassingProgress implements SyncObserver, AutoCloseable {

    private final Set<String> underWay = new HashSet<>();
    private @Nullable ProgressDisplay bar;

    @Override
    public synchronized void planned(SyncRun run) {
        if (bar == null) {
            bar = ProgressDisplay.onTerminal("sync");
        }
        underWay.add(run.getId());
        bar.planned(run);
    }

    @Override
    public synchronized void taskEnded(SyncRun run) {
        if (bar != null) {
            bar.taskEnded(run);
        }
    }

    @Override
    public synchronized void finished(SyncRun run) {
        underWay.remove(run.getId());
        if (underWay.isEmpty()) {
            close();
        }
    }

    @Override
    public synchronized void close() {
        if (bar != null) {
            bar.close();
            bar = null;
        }
    }
}
