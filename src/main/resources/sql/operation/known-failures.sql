-- Those of some records that have failed before.
select record_id, error_code, category, resolved_at
from operation_failure
where record_type = :recordType
  and instance_id = :instanceId
  and record_id in (:recordIds)
