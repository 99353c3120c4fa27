-- How many restores of some instances were there when last looked for.
select instance_id, count(*) as present
from restore_record
where instance_id in (:instanceIds)
  and vanished_at is null
group by instance_id
