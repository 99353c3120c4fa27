package io.github.dcssync.command;

import io.github.dcssync.settings.Settings;
import io.github.dcssync.sync.SyncRequest;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** One sync, then the end. */
@Command(name = "once", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Syncs once and ends with an exit code; the last line on standard output is the summary.")
final class OnceCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private CommonOptions common;

    @Mixin
    private SourceOptions selection;

    @Option(names = "--full", description = "Read restorations from their beginning, too.")
    private boolean full;

    @Option(names = "--from", paramLabel = "T", converter = IsoTime.class,
            description = "Backfill: only records since then, ISO-8601 (2026-11-01 or 2026-11-01T12:00:00Z).")
    private @Nullable Instant from;

    @Option(names = "--to", paramLabel = "T", converter = IsoTime.class,
            description = "Backfill: only records until then.")
    private @Nullable Instant to;

    @Option(names = "--json", description = "Print the summary as one JSON object.")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        if (from != null && to != null && !from.isBefore(to)) {
            throw new ParameterException(spec.commandLine(), "--from " + from + " is not before --to " + to);
        }
        Settings settings = common.load(Settings.Purpose.SYNC);
        List<String> instances = selection.instances();
        String trigger = from == null && to == null ? "once" : "backfill";
        SyncSession.Result outcome;
        try (SyncSession session = SyncSession.openOnce(settings, selection::choose);
                // Before it is closed the process does not end: who interrupts gets the summary, too.
                Interruption interruption = Interruption.stopping(session.bundle()::stopSyncs)) {
            outcome = sync(session, session.settings().sources().stream()
                    .flatMap(source -> SyncRequest.ofEachShard(source, trigger, instances, full, from, to).stream())
                    .toList());
            spec.commandLine().getOut().println(SummaryPrinter.text(outcome.summary(), json));
            spec.commandLine().getOut().flush();
        }
        return outcome.exitCode();
    }

    private static SyncSession.Result sync(SyncSession session, List<SyncRequest> requests) throws Exception {
        try (ProgressDisplay progress = ProgressDisplay.onTerminal("sync")) {
            session.bundle().observe(progress);
            return session.sync(requests);
        }
    }

    /** A date is its beginning in UTC; a time needs its zone. */
    static final class IsoTime implements ITypeConverter<Instant> {
        @Override
        public Instant convert(String text) {
            try {
                return OffsetDateTime.parse(text.length() == 10 ? text + "T00:00:00Z" : text).toInstant();
            } catch (DateTimeParseException e) {
                throw new TypeConversionException("'" + text
                        + "' is no ISO-8601 time: write for example 2026-11-01 or 2026-11-01T12:00:00Z");
            }
        }
    }
}
