-- The newest syncs.
select run_id, trigger_type, source, started_at, finished_at, status, instances, tasks_complete, tasks_failed, records_read,
       records_inserted, records_changed, records_unchanged, records_vanished, records_rejected, requests, retries, error
from sync_run
order by started_at desc, run_id
limit 50
