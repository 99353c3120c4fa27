-- The last sync of each source that read every list whole; one from the future says nothing of now.
select source, max(finished_at) as value
from sync_run
where status = 'complete' and finished_at <= current_timestamp + interval '5' minute
group by source
