-- The instances of a source that were there when last looked for.
select instance_id, name
from dcs_instance
where source = :source
  and gone_at is null
order by instance_id
