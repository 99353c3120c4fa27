-- Per source, when a sync last ended, ended having read anything, and ended complete.
select source,
       max(finished_at) as ended_at,
       max(case when status in ('complete', 'partial') then finished_at end) as read_at,
       max(case when status = 'complete' then finished_at end) as complete_at
from sync_run
where trigger_type <> 'backfill'
group by source
