-- The last sync of each source that read every list whole.
select source, max(finished_at) as value
from sync_run
where status = 'complete'
group by source
