-- What the database itself sees of the processes that share it: every row that is written for an instance, by whom, and
-- whether its part of the source was that process's to sync. A process is known by the name of its connections.
create table growth_part (
    instance_id varchar(255) not null,
    shards integer not null,
    part varchar(255) not null,
    primary key (instance_id, shards)
);

create table growth_violation (
    noticed_at timestamp with time zone not null default clock_timestamp(),
    what text not null
);

-- In the order in which it was written; the sequence goes on when a transaction is rolled back, its rows do not.
create table growth_write (
    place bigserial primary key,
    part varchar(255) not null,
    run_id varchar(255) not null
);

create table growth_run (
    run_id varchar(255) primary key,
    part varchar(255) not null,
    begun_at timestamp with time zone not null default clock_timestamp(),
    status varchar(20)
);

create function growth_page() returns trigger language plpgsql as $$
declare
    holder record;
begin
    select l.source, l.run_id, split_part(l.holder, '/', 1) as node
    into holder
    from source_cut c
    join growth_part p on p.shards = c.shards and p.instance_id = new.instance_id
    join sync_lease l on l.source = p.part and l.shards = c.shards
    where c.source = 'default';
    if holder.node is distinct from current_setting('application_name') then
        insert into growth_violation (what)
        values (concat('Node ', current_setting('application_name'), ' has written ', tg_table_name, ' of instance ',
            new.instance_id, ', whose part ', coalesce(holder.source, 'nobody knows'), ' is held by ',
            coalesce(holder.node, 'nobody')));
    end if;
    return null;
end $$;

create function growth_reading() returns trigger language plpgsql as $$
declare
    holder record;
begin
    select l.source, l.run_id, l.shards
    into holder
    from source_cut c
    join growth_part p on p.shards = c.shards and p.instance_id = new.instance_id
    join sync_lease l on l.source = p.part and l.shards = c.shards
    where c.source = 'default';
    if holder.run_id is distinct from new.run_id then
        insert into growth_violation (what)
        select concat('Sync ', new.run_id, ' of shard ', r.shard, ' of ', r.shards, ' by ', r.node, ' has noted ',
            new.endpoint, ' of instance ', new.instance_id, ' in ', holder.source, ' of ', holder.shards,
            ' under a lease of ', coalesce(holder.run_id, 'nobody'))
        from (values (new.run_id)) as noted (run_id)
        left join sync_run r on r.run_id = noted.run_id;
    end if;
    insert into growth_write (part, run_id) values (coalesce(holder.source, 'none'), new.run_id);
    return null;
end $$;

create function growth_sync() returns trigger language plpgsql as $$
begin
    insert into growth_run (run_id, part, status)
    values (new.run_id, new.source || coalesce('.shard' || new.shard, ''), new.status)
    on conflict (run_id) do update set status = excluded.status;
    return null;
end $$;

create trigger growth_page after insert or update on backup_record for each row execute function growth_page();
create trigger growth_page after insert or update on restore_record for each row execute function growth_page();
create trigger growth_page after insert or update on instance_sync for each row execute function growth_page();
-- Not where only a checksum is forgotten: whose reading it was stays.
create trigger growth_reading after insert or update of run_id on instance_sync for each row execute function growth_reading();
create trigger growth_sync after insert or update on sync_run for each row execute function growth_sync();
