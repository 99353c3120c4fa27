-- All instances, and what reports know of them from the settings.
select instance_id, name, policy, is_selected
from dcs_instance
