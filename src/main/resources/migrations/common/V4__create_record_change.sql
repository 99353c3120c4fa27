-- One row per field of a backup or restoration that changed between two syncs, and per vanishing and coming back.
-- run_id refers to sync_run without a foreign key, here and everywhere: retention deletes runs, what they found stays.
create table if not exists record_change (
    change_id   ${identity}  not null,
    run_id      varchar(36)  ${exact} not null,
    record_type varchar(16)  ${exact} not null,
    instance_id ${key}       not null,
    record_id   ${key}       not null,
    field       varchar(255) ${exact} not null,
    old_value   ${text},
    new_value   ${text},
    observed_at ${instant}   not null,
    primary key (change_id),
    constraint record_change_type check (record_type in ('backup', 'restore'))
) ${table_options};

create index ${if_not_exists} record_change_run on record_change (run_id);

create index ${if_not_exists} record_change_record on record_change (record_type, instance_id, record_id);
