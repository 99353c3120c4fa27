-- One row per UTC day of the years 2020 to 2069: a report has rows for days without any record, too.
create table if not exists calendar_day (
    utc_day date not null,
    primary key (utc_day)
) ${table_options};

insert into calendar_day (utc_day)
select d.utc_day
from (
    select date '2020-01-01' + ${days} (a.n + 10 * b.n + 100 * c.n + 1000 * e.n + 10000 * f.n) ${days_end} as utc_day
    from (select 0 as n union all select 1 union all select 2 union all select 3 union all select 4
          union all select 5 union all select 6 union all select 7 union all select 8 union all select 9) a
    cross join (select 0 as n union all select 1 union all select 2 union all select 3 union all select 4
          union all select 5 union all select 6 union all select 7 union all select 8 union all select 9) b
    cross join (select 0 as n union all select 1 union all select 2 union all select 3 union all select 4
          union all select 5 union all select 6 union all select 7 union all select 8 union all select 9) c
    cross join (select 0 as n union all select 1 union all select 2 union all select 3 union all select 4
          union all select 5 union all select 6 union all select 7 union all select 8 union all select 9) e
    cross join (select 0 as n union all select 1) f
) d
where d.utc_day < date '2070-01-01'
  and not exists (select 1 from calendar_day k where k.utc_day = d.utc_day);

-- One row per time that a list had moved on so far between two complete reads that records may be missing.
create table if not exists history_gap (
    instance_id ${key}               not null,
    endpoint    varchar(16) ${exact} not null,
    noticed_at  ${instant}           not null,
    begins_at   ${instant}           not null,
    primary key (instance_id, endpoint, noticed_at)
) ${table_options};

-- Earlier versions kept the last one alone, and not when the read before it was: since the instance was first seen.
insert into history_gap (instance_id, endpoint, noticed_at, begins_at)
select s.instance_id, s.endpoint, s.history_gap_at, coalesce(i.first_seen_at, s.history_gap_at)
from instance_sync s
left join dcs_instance i on i.instance_id = s.instance_id
where s.history_gap_at is not null
  and not exists (
      select 1
      from history_gap g
      where g.instance_id = s.instance_id and g.endpoint = s.endpoint and g.noticed_at = s.history_gap_at);
