-- Lists that were read whole, and lists that were not.
select 'complete' as outcome, coalesce(sum(tasks_complete), 0) as value from sync_run
union all
select 'failed', coalesce(sum(tasks_failed), 0) from sync_run
union all
select label, total from metric_total where metric = 'dcs_sync_tasks_total'
