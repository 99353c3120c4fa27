-- Instances that are there, of whichever source.
select instance_id, name
from dcs_instance
where instance_id in (:ids)
  and gone_at is null
order by instance_id
