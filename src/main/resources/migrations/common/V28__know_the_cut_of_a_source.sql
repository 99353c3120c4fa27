-- One row per source: into how many parts it is cut, as the process said that started last. Under any other cut no sync
-- begins, and one that goes on writes nothing more.
create table if not exists source_cut (
    source      ${key}     not null,
    shards      integer    not null,
    node        ${text},
    declared_at ${instant} not null,
    primary key (source)
) ${table_options};

-- Into how many parts the source was cut for whoever has taken the lease. NULL where it is no source's, or an earlier
-- version has taken it.
alter table sync_lease add column ${if_not_exists} shards integer;
