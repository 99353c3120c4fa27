-- What an alert says of its instance, and whether syncs read that.
select name, gone_at is null and is_selected as is_read
from dcs_instance
where instance_id = :instanceId
