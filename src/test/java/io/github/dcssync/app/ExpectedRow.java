package io.github.dcssync.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What the contract says a sound record's row holds, worked out from the service's JSON alone. */
final class ExpectedRow {

    private static final List<String> BACKUP_TEXTS =
            List.of("backup_name", "backup_type", "status", "remark", "period", "error_code");
    private static final List<String> RESTORE_TEXTS = List.of("restore_name", "restore_remark", "backup_id",
            "backup_name", "backup_remark", "status", "error_code");

    private ExpectedRow() {
    }

    static Map<String, Object> backup(String source, String project, String instance, ObjectNode json, Instant seen) {
        Map<String, Object> row = start(source, project, instance, "backup_id", json, seen);
        BACKUP_TEXTS.forEach(field -> row.put(field, text(json, field)));
        String format = text(json, "backup_format");
        row.put("backup_format", format == null ? null : format.toLowerCase(Locale.ROOT));
        row.put("size_bytes", json.get("size").longValue());
        row.put("is_support_restore", text(json, "is_support_restore").equals("TRUE"));
        row.put("execution_at", instant(json, "execution_at"));
        return row;
    }

    /** On v2 the service leaves out which instance the backup came from. */
    static Map<String, Object> restore(String source, String project, String instance, ObjectNode json, Instant seen) {
        Map<String, Object> row = start(source, project, instance, "restore_id", json, seen);
        RESTORE_TEXTS.forEach(field -> row.put(field, text(json, field)));
        row.put("source_instance_id", null);
        row.put("source_instance_name", null);
        return row;
    }

    static Map<String, Object> instance(String source, String project, ObjectNode json, Instant seen) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("instance_id", text(json, "instance_id"));
        row.put("source", source);
        row.put("project_id", project);
        List.of("name", "engine", "engine_version", "status", "spec_code")
                .forEach(field -> row.put(field, text(json, field)));
        String fraction = text(json, "capacity_minor");
        row.put("capacity_gb", new BigDecimal(json.get("capacity").intValue() + (fraction == null ? "" : fraction))
                .setScale(3));
        row.put("created_at", instant(json, "created_at"));
        row.put("first_seen_at", seen);
        row.put("changed_at", seen);
        return row;
    }

    private static Map<String, Object> start(String source, String project, String instance, String key,
            ObjectNode json, Instant seen) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("instance_id", instance);
        row.put(key, text(json, key));
        row.put("source", source);
        row.put("project_id", project);
        row.put("progress", new BigDecimal(text(json, "progress")));
        row.put("created_at", instant(json, "created_at"));
        row.put("updated_at", instant(json, "updated_at"));
        row.put("first_seen_at", seen);
        row.put("changed_at", seen);
        row.put("vanished_at", null);
        row.put("extra", null);
        return row;
    }

    private static String text(ObjectNode json, String field) {
        JsonNode value = json.get(field);
        return value == null || value.isNull() ? null : value.textValue();
    }

    private static Instant instant(ObjectNode json, String field) {
        String text = text(json, field);
        return text == null ? null : Instant.parse(text);
    }
}
