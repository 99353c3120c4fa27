select low_water_at, consecutive_failures, quarantined_until, attempted_at
from instance_sync
where instance_id = :#${variable.task.instance.id}
  and endpoint = :#${variable.task.endpoint}
