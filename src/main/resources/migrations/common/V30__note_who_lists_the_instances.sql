-- One row per source that is cut into shards: the sync that lists its instances, or has listed them, for all shards.
-- asked_for is the tick, or the sync alone, that the list was to be read for; not_listed the ids, with commas between,
-- that the table of instances has as there and the list had not: it was empty, or no proof that they are gone.
create table if not exists instance_listing (
    source     ${key}               not null,
    asked_for  varchar(64) ${exact} not null,
    run_id     varchar(36) ${exact} not null,
    status     varchar(16) ${exact} not null,
    not_listed ${document},
    error      ${text},
    noted_at   ${instant}           not null,
    primary key (source)
) ${table_options};
