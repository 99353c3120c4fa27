package io.github.dcssync.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.dcssync.sync.Summary;
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
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("status", summary.outcome());
        fields.putAll(summary.fields());
        return JsonMapper.builder().build().writeValueAsString(fields);
    }
}
