-- One row per sync of one source, begun once its lease is held. run_id is a UUID made by the program.
create table if not exists sync_run (
    run_id            varchar(36) ${exact} not null,
    trigger_type      varchar(16) ${exact} not null,
    source            ${key}      not null,
    node              ${text},
    version           ${text},
    started_at        ${instant}  not null,
    finished_at       ${instant},
    status            varchar(16) ${exact} not null,
    instances         bigint      default 0 not null,
    tasks_complete    bigint      default 0 not null,
    tasks_failed      bigint      default 0 not null,
    records_read      bigint      default 0 not null,
    records_inserted  bigint      default 0 not null,
    records_changed   bigint      default 0 not null,
    records_unchanged bigint      default 0 not null,
    records_vanished  bigint      default 0 not null,
    records_rejected  bigint      default 0 not null,
    requests          bigint      default 0 not null,
    retries           bigint      default 0 not null,
    error             ${text},
    primary key (run_id),
    constraint sync_run_trigger check (trigger_type in ('schedule', 'once', 'demo', 'backfill')),
    constraint sync_run_status check (status in ('running', 'complete', 'partial', 'failed', 'interrupted'))
) ${table_options};

create index ${if_not_exists} sync_run_started on sync_run (source, started_at);
