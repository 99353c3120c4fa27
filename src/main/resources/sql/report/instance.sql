-- An instance.
select instance_id, source, project_id, name, engine, engine_version, status, capacity_gb, spec_code, created_at, policy,
       first_seen_at, changed_at, gone_at, is_selected
from dcs_instance
where instance_id = :instanceId
