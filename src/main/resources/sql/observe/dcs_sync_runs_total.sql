-- Syncs that have ended, by source and how.
select source, status, count(*) as value
from sync_run
where status <> 'running'
group by source, status
union all
select source, label, total from metric_total where metric = 'dcs_sync_runs_total'
