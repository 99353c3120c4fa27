package io.github.dcssync.bench;

import java.util.List;

/**
 * A table and what goes into it.
 *
 * @param fields  names in the answer, the key first
 * @param columns names in the table
 */
record Table(String name, List<String> fields, List<String> columns) {

    static final Table INSTANCES = new Table("dcs_instance", List.of("instance_id"), List.of("instance_id"));
    static final Table BACKUPS = new Table("backup_record",
            List.of("backup_id", "backup_name", "backup_type", "backup_format", "status", "progress", "size", "remark",
                    "period", "error_code", "is_support_restore", "created_at", "execution_at", "updated_at"),
            List.of("backup_id", "backup_name", "backup_type", "backup_format", "status", "progress", "size_bytes",
                    "remark", "period", "error_code", "is_support_restore", "created_at", "execution_at",
                    "updated_at"));
    static final Table RESTORES = new Table("restore_record",
            List.of("restore_id", "restore_name", "restore_remark", "backup_id", "backup_name", "backup_remark",
                    "sourceInstanceID", "sourceInstanceName", "status", "progress", "error_code", "created_at",
                    "updated_at"),
            List.of("restore_id", "restore_name", "restore_remark", "backup_id", "backup_name", "backup_remark",
                    "source_instance_id", "source_instance_name", "status", "progress", "error_code", "created_at",
                    "updated_at"));
}
