update dcs_instance
set is_selected = :isSelected
where instance_id = :instanceId
