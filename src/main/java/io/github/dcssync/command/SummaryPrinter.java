package io.github.dcssync.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.dcssync.logging.Printable;
import io.github.dcssync.sync.Summary;
import io.github.dcssync.sync.SyncRun;
import java.util.LinkedHashMap;
import java.util.Map;

/** The last line of a sync. */
final class SummaryPrinter {

    private SummaryPrinter() {
    }

    static String text(Summary summary, boolean json) throws JsonProcessingException {
        if (!json) {
            return summary.line();
        }
        return json(summary, Map.of());
    }

    /** One of many: which source was synced, and by which sync. */
    static String json(SyncRun run) throws JsonProcessingException {
        Map<String, Object> names = new LinkedHashMap<>();
        names.put("source", run.getSource().name());
        if (run.getShardNumber() != null) {
            names.put("shard", run.getShardNumber());
        }
        names.put("run_id", run.getId());
        return json(run.getSummary(), names);
    }

    private static String json(Summary summary, Map<String, Object> names) throws JsonProcessingException {
        Map<String, Object> fields = new LinkedHashMap<>(names);
        fields.put("status", summary.outcome());
        fields.putAll(summary.fields());
        return Printable.json(JsonMapper.builder().build().writeValueAsString(fields));
    }
}
