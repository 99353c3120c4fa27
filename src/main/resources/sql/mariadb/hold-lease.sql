-- Locked until the page is stored: whoever takes the lease over waits for it, and then this finds another token.
select token
from sync_lease
where source = :#${variable.run.shard.name}
  and token = :#${variable.run.token}
  and run_id = :#${variable.run.id}
lock in share mode
