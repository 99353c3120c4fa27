-- One row per distinct piece of an answer that could not be stored: a record without a usable key, or a whole page.
-- instance_id is '' where no instance is known: NULLs are distinct in a unique key, the row would come back every sync.
create table if not exists rejected_record (
    rejected_id    ${identity}  not null,
    run_id         varchar(36)  ${exact} not null,
    source         ${key}       not null,
    instance_id    ${key}       default '' not null,
    endpoint       varchar(16)  ${exact} not null,
    reason         ${text},
    payload        ${document},
    payload_sha256 varchar(64)  ${exact} not null,
    rejected_at    ${instant}   not null,
    last_seen_at   ${instant}   not null,
    replayed_at    ${instant},
    primary key (rejected_id),
    constraint rejected_record_payload unique (instance_id, endpoint, payload_sha256),
    constraint rejected_record_endpoint check (endpoint in ('backups', 'restores', 'instances'))
) ${table_options};
