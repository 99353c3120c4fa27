-- How the lists of some instances fared before.
select instance_id, endpoint, low_water_at, consecutive_failures, quarantined_until, attempted_at
from instance_sync
where instance_id in (:instanceIds)
