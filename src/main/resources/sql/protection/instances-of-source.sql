-- The instances of a source, and what reports know of them from the settings.
select instance_id, name, policy, is_selected
from dcs_instance
where source = :source
