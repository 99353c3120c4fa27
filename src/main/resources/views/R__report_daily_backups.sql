-- One row per UTC day and source: how the backups created on that day ended, as far as they have.
-- A backup with a status that this version does not know counts in total alone.
create or replace ${as_invoker} view report_daily_backups as
select ${day},
       source,
       count(*) as total,
       count(case when outcome = 'succeeded' then 1 end) as succeeded,
       count(case when outcome = 'failed' then 1 end) as failed,
       count(case when outcome = 'running' then 1 end) as running,
       count(case when is_manual then 1 end) as manual,
       count(case when is_automatic then 1 end) as automatic,
       cast(100.0000 * count(case when outcome = 'succeeded' then 1 end)
            / nullif(count(case when outcome in ('succeeded', 'failed') then 1 end), 0) as decimal(5, 2))
           as success_rate
from (
    select case when b.created_at > ${zero_time} then cast(b.created_at ${utc} as date) end as ${day},
           b.source,
           (${backup_is_manual}) as is_manual,
           (${backup_is_automatic}) as is_automatic,
           ${backup_outcome} as outcome
    from backup_record b
    where ${backup_counts}
) x
group by ${day}, source;
