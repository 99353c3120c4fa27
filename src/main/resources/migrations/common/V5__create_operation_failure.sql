-- One row per backup or restoration that failed; resolved_at is NULL while nobody and nothing has resolved it.
create table if not exists operation_failure (
    record_type  varchar(16) ${exact} not null,
    instance_id  ${key}      not null,
    record_id    ${key}      not null,
    source       ${key}      not null,
    error_code   ${text},
    category     varchar(64) ${exact},
    severity     varchar(64) ${exact},
    operation_at ${instant},
    detected_at  ${instant}  not null,
    resolved_at  ${instant},
    primary key (record_type, instance_id, record_id),
    constraint operation_failure_type check (record_type in ('backup', 'restore'))
) ${table_options};

-- Open failures of an instance: what a later success resolves.
create index ${if_not_exists} operation_failure_open on operation_failure (instance_id, resolved_at);
