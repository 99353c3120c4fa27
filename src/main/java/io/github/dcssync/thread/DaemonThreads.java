package io.github.dcssync.thread;

import java.util.concurrent.ThreadFactory;

/** Threads that keep no process from ending. */
public final class DaemonThreads {

    private DaemonThreads() {
    }

    /** @return a maker of threads that all have that name, which logs and thread dumps show */
    public static ThreadFactory named(String name) {
        return task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        };
    }
}
