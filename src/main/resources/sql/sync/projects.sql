-- The projects whose instances are stored, and the sources that have listed them.
select distinct project_id, source
from dcs_instance
where project_id is not null
