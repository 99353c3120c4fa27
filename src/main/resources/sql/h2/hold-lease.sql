-- Nothing to lock: no other process can have the file open.
select token
from sync_lease
where source = :#${variable.run.shard.name}
  and token = :#${variable.run.token}
  and run_id = :#${variable.run.id}
