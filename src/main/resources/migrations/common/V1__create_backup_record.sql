-- One row per backup of an instance that any listing ever showed; never deleted.
-- What the service may invent tomorrow (status, type, code) is text: an unknown or long value is kept, never an error.
-- `extra` is text that holds JSON: jsonb would reorder its keys and refuse \u0000; the sync compares it as a whole.
-- `if not exists`, here and in every migration: H2 and MariaDB cannot roll a migration back, so one that was killed
-- half-way must be able to run again. Tables of somebody else under these names are refused before the first one runs.
create table if not exists backup_record (
    instance_id        ${key}      not null,
    backup_id          ${key}      not null,
    source             ${key}      not null,
    project_id         ${key},
    backup_name        ${text},
    backup_type        ${text},
    backup_format      ${text},
    status             ${text},
    progress           numeric(5, 2),
    size_bytes         bigint,
    remark             ${text},
    period             ${text},
    error_code         ${text},
    is_support_restore boolean,
    created_at         ${instant},
    execution_at       ${instant},
    updated_at         ${instant},
    first_seen_at      ${instant}  not null,
    changed_at         ${instant}  not null,
    vanished_at        ${instant},
    extra              ${text},
    primary key (instance_id, backup_id)
) ${table_options};

-- The newest backups of an instance: its recovery point.
create index ${if_not_exists} backup_record_created on backup_record (instance_id, created_at);
