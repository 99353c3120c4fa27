-- One row per UTC day and source: the size of the backups created on that day that succeeded.
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
    select ${day},
           source,
           count(*)                                as backups,
           cast(sum(size_bytes) as ${whole_sum})    as size_bytes,
           cast(round(avg(size_bytes)) as ${whole}) as average_size_bytes,
           max(size_bytes)                         as largest_size_bytes
    from (
        select cast(b.created_at ${utc} as date) as ${day}, b.source, ${backup_size} as size_bytes
        from backup_record b
        where ${backup_size} is not null
          and ${backup_dated}
          and ${backup_succeeded}
    ) x
    group by ${day}, source
) d;
