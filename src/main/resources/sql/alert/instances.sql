-- What alerts say of their instances, and whether syncs read these.
select i.instance_id, i.name, ${instance_is_read} as is_read
from dcs_instance i
where i.instance_id in (:instanceIds)
