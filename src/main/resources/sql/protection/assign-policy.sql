update dcs_instance
set policy = :policy
where instance_id = :instanceId
