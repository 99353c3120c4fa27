-- How many syncs of a shard that the schedule has begun since a time never came to say how they ended. One that was stopped
-- has asked for something, and says so.
select count(*)
from sync_run
where source = :source
  and started_at >= :since
  and coalesce(shard, 1) = :shard
  and trigger_type = 'schedule'
  and (status = 'running' or status = 'interrupted' and requests = 0)
