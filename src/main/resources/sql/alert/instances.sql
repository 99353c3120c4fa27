-- What alerts say of their instances, and whether syncs read these.
select instance_id, name, gone_at is null and is_selected as is_read
from dcs_instance
where instance_id in (:instanceIds)
