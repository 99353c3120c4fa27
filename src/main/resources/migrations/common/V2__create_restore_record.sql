-- One row per restoration into an instance that any listing ever showed; never deleted.
-- instance_id is that of the request (the restored instance); the service does not send it.
create table if not exists restore_record (
    instance_id          ${key}      not null,
    restore_id           ${key}      not null,
    source               ${key}      not null,
    project_id           ${key},
    restore_name         ${text},
    restore_remark       ${text},
    backup_id            ${key},
    backup_name          ${text},
    backup_remark        ${text},
    source_instance_id   ${key},
    source_instance_name ${text},
    status               ${text},
    progress             numeric(5, 2),
    error_code           ${text},
    created_at           ${instant},
    updated_at           ${instant},
    first_seen_at        ${instant}  not null,
    changed_at           ${instant}  not null,
    vanished_at          ${instant},
    extra                ${text},
    primary key (instance_id, restore_id)
) ${table_options};

-- The newest restorations of an instance: its last drill.
create index ${if_not_exists} restore_record_created on restore_record (instance_id, created_at);
