-- Lists that were read whole, and lists that were not. One reading of the syncs.
select o.outcome, case o.outcome when 'complete' then s.complete else s.failed end as value
from (
    select coalesce(sum(tasks_complete), 0) as complete, coalesce(sum(tasks_failed), 0) as failed from sync_run
) s
cross join (
    select 'complete' as outcome
    union all
    select 'failed'
) o
union all
select label, total from metric_total where metric = 'dcs_sync_tasks_total'
