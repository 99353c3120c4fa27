-- How did the backups of each day end?
-- Grain: one row per UTC day and source: how the backups created on that day ended, as far as they have.
-- Order: day desc, source; missing values come last.
-- A backup with a status that this version does not know counts in total alone.
create or replace ${as_invoker} view report_daily_backups as
select cast(made_at ${utc} as date) as ${day},
       source,
       count(*) as total,
       count(case when outcome = 'succeeded' then 1 end) as succeeded,
       count(case when outcome = 'failed' then 1 end) as failed,
       count(case when outcome = 'running' then 1 end) as running,
       count(case when ${word} backup_type ${word_end} = 'manual' then 1 end) as manual,
       count(case when ${word} backup_type ${word_end} = 'auto' then 1 end) as automatic,
       cast(100.0000 * count(case when outcome = 'succeeded' then 1 end)
            / nullif(count(case when outcome in ('succeeded', 'failed') then 1 end), 0) as decimal(5, 2))
           as success_rate
from outcome_of_backups
where created_at is null or created_at <= ${soon}
group by cast(made_at ${utc} as date), source;
