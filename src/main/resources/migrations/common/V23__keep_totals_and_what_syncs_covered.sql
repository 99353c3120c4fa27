-- One row per total and label: what it still counts though its rows are gone, or have changed since.
-- source is '' where none is known, label the value of the total's other label, or '' where it has none.
create table if not exists metric_total (
    metric varchar(64) ${exact} not null,
    source ${key}      not null,
    label  ${key}      not null,
    total  bigint      not null,
    primary key (metric, source, label)
) ${table_options};

-- Of how many shards the sync was one; NULL where the source is not cut into shards.
alter table sync_run add column ${if_not_exists} shards integer;
-- Whether it was to read all that the settings select: no backfill, nor single instances. NULL is not known.
alter table sync_run add column ${if_not_exists} is_whole boolean;
-- Requests in which nothing went wrong. Earlier syncs noted the others alone.
alter table sync_run add column ${if_not_exists} requests_succeeded bigint default 0 not null;

update sync_run
set requests_succeeded = greatest(0, requests - (
        select count(*)
        from sync_error e
        where e.run_id = sync_run.run_id and e.rule is not null
    ))
where requests > 0 and requests_succeeded = 0;
