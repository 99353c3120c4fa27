package io.github.dcssync.command;

import io.github.dcssync.sync.SyncObserver;
import io.github.dcssync.sync.SyncRun;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** A bar on standard error for whoever waits at a terminal; nothing at all elsewhere. Log lines push it down. */
final class ProgressDisplay implements SyncObserver, AutoCloseable {

    private static final String ERASE_LINE = "\r\u001b[K";

    private final @Nullable PrintStream terminal;
    private final @Nullable ProgressBar bar;
    private final TimeLeft left;
    private final Set<String> known = new HashSet<>();

    private ProgressDisplay(@Nullable PrintStream terminal, @Nullable ProgressBar bar, TimeLeft left) {
        this.terminal = terminal;
        this.bar = bar;
        this.left = left;
    }

    /** @return a bar, or a display that shows nothing when standard error is no terminal */
    static ProgressDisplay onTerminal(String task) {
        TimeLeft left = new TimeLeft(System::nanoTime);
        if (!Boolean.getBoolean("dcs.terminal")) {
            return new ProgressDisplay(null, null, left);
        }
        PrintStream terminal = System.err;
        ProgressBar bar = new ProgressBarBuilder().setTaskName(task).setInitialMax(0)
                .setRenderer(left.bar(ProgressBarStyle.ASCII, " lists")).setUpdateIntervalMillis(250).continuousUpdate()
                .setConsumer(new ConsoleProgressBarConsumer(terminal)).clearDisplayOnFinish().build();
        System.setErr(new PrintStream(new AboveTheBar(terminal), true, StandardCharsets.UTF_8));
        return new ProgressDisplay(terminal, bar, left);
    }

    @Override
    public synchronized void planned(SyncRun run) {
        if (bar != null && known.add(run.getId())) {
            bar.maxHint(bar.getMax() + run.getTasks().size());
            left.begin();
        }
    }

    @Override
    public void taskEnded(SyncRun run) {
        if (bar != null) {
            bar.step();
        }
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
            System.setErr(terminal);
        }
    }

    /** Erases the bar before each write; it is drawn again below at its next turn. */
    private static final class AboveTheBar extends OutputStream {

        private final PrintStream terminal;

        AboveTheBar(PrintStream terminal) {
            this.terminal = terminal;
        }

        @Override
        public void write(int value) {
            terminal.write(value);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            terminal.print(ERASE_LINE);
            terminal.write(bytes, offset, length);
            terminal.flush();
        }
    }
}
