-- One row per error a sync met and what it did about it.
-- endpoint is open-ended: discovery and the token service fail too.
create table if not exists sync_error (
    error_id    ${identity}  not null,
    run_id      varchar(36)  ${exact} not null,
    source      ${key}       not null,
    instance_id ${key},
    endpoint    varchar(64)  ${exact},
    occurred_at ${instant}   not null,
    http_status integer,
    error_code  ${text},
    error_msg   ${text},
    request_id  ${text},
    rule        ${text},
    action      varchar(32)  ${exact} not null,
    primary key (error_id),
    constraint sync_error_action
        check (action in ('retry', 'reauthenticate', 'skip_instance', 'fail_source', 'treat_as_empty'))
) ${table_options};

create index ${if_not_exists} sync_error_run on sync_error (run_id);
