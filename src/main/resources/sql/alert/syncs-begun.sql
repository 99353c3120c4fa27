-- How many syncs are under way that have begun lately: what has failed one may be about to fail them, too.
select count(*)
from sync_run
where status = 'running'
  and started_at > :since
