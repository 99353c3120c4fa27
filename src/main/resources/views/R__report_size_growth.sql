-- How does the size of backups grow?
-- Grain: one row per UTC day and source: the size of the backups created on that day that succeeded.
-- Order: day desc, source; missing values come last.
create or replace ${as_invoker} view report_size_growth as
select ${day},
       source,
       backups,
       size_bytes,
       average_size_bytes,
       largest_size_bytes,
       cast(100.0000 * (average_size_bytes - lag(average_size_bytes) over (partition by source order by ${day}))
            / nullif(lag(average_size_bytes) over (partition by source order by ${day}), 0) as decimal(24, 2))
           as growth_percent
from (
    select cast(b.created_at ${utc} as date)           as ${day},
           b.source,
           count(*)                                  as backups,
           cast(sum(b.size_bytes) as decimal(38, 0)) as size_bytes,
           cast(round(avg(b.size_bytes)) as ${whole}) as average_size_bytes,
           max(b.size_bytes)                         as largest_size_bytes
    from ${backups_by_outcome}
    where b.size_bytes >= 0
      and b.created_at > ${no_time}
      and b.created_at <= ${soon}
      and ${backup_succeeded}
    group by cast(b.created_at ${utc} as date), b.source
) d;
