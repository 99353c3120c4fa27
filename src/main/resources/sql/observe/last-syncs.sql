-- Per source, when a sync last ended, ended having read anything, a part and all of what it was to read, and was
-- interrupted, all up to a time; and the newest of all, which is later when the clock was set back since.
select source,
       max(known_at) as ended_at,
       max(case when status in ('complete', 'partial') then known_at end) as read_at,
       max(case when status = 'partial' then known_at end) as partial_at,
       max(case when status = 'complete' then known_at end) as whole_at,
       max(case when status = 'interrupted' then known_at end) as interrupted_at,
       max(finished_at) as newest_at
from (
    select source, status, finished_at, case when finished_at <= :until then finished_at end as known_at
    from sync_run
    where trigger_type <> 'backfill'
) r
group by source
