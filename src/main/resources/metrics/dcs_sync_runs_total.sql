-- Syncs that have ended, by source and how.
select source, status, count(*) as value
from sync_run
where status <> 'running'
group by source, status
