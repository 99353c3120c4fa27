package io.github.dcssync.command;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.dcssync.replay.ReplayResult;
import io.github.dcssync.settings.Settings;
import io.github.dcssync.sync.Shard;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Another attempt at what could not be read. */
@Command(name = "replay", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Puts the rejected records of backups and restorations through the transformation again; asks"
                + " the service nothing.",
        footer = {"", "Exit codes: 0 nothing is left, 1 something still cannot be read; 2, 4 and 5 as for a sync."})
final class ReplayCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private CommonOptions common;

    @Mixin
    private SourceOption selection;

    @Option(names = "--json", description = "Print the result as one JSON object.")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        Settings settings = common.load(Settings.Purpose.SYNC);
        ReplayResult result;
        try (SyncSession session = SyncSession.openToReplay(settings, selection::choose);
                Interruption interruption = Interruption.stopping(session.bundle()::stopSyncs)) {
            result = session.replay(session.settings().sources().stream()
                    .flatMap(source -> Shard.of(source).stream()).map(Shard::name).toList());
        }
        spec.commandLine().getOut().println(json ? json(result) : result.line());
        spec.commandLine().getOut().flush();
        return result.left() == 0 ? ExitCode.COMPLETE : ExitCode.PARTIAL;
    }

    private static String json(ReplayResult result) throws Exception {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("status", result.status());
        fields.putAll(result.fields());
        return JsonMapper.builder().build().writeValueAsString(fields);
    }
}
