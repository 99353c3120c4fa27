-- Locked until the page is stored: whoever takes the lease over waits for it, and then this finds another token. Not "for
-- share", for which a heartbeat would wait, too: as pages are stored one over the other it might for minutes. What follows
-- in the transaction finds its rows by their keys, so that one plan does for all pages: not the one that reads a whole
-- table, which is the best of one that is empty and would be kept however much it grows.
select token, set_config('plan_cache_mode', 'auto', true) as plans, set_config('enable_seqscan', 'off', true) as reads
from sync_lease
where source = :#${variable.run.shard.name}
  and token = :#${variable.run.token}
  and run_id = :#${variable.run.id}
for key share
