-- One row per source, or shard of it, and kind of sync: when the schedule last began one, or let it go by for one that
-- still ran. What the schedule should have begun since was missed.
create table if not exists schedule_tick (
    source    ${key}      not null,
    kind      varchar(16) ${exact} not null,
    ticked_at ${instant}  not null,
    primary key (source, kind)
) ${table_options};
