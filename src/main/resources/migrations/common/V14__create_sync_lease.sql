-- One row per source: who may sync it. token grows with every new holder, so that an old one is recognised and fenced
-- off; the row stays when the lease is free, for the sake of the token.
create table if not exists sync_lease (
    source       ${key}      not null,
    token        bigint      not null,
    holder       ${text},
    run_id       varchar(36) ${exact},
    acquired_at  ${instant},
    heartbeat_at ${instant},
    expires_at   ${instant},
    primary key (source)
) ${table_options};
