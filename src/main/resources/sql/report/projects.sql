-- Of which projects each source has instances.
select distinct source, project_id
from dcs_instance
where project_id is not null and gone_at is null
order by source, project_id
