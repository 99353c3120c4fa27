-- The open failures of an instance and type, and since when. Found by the key alone, and so in one way whatever the database
-- believes of the table.
select record_id, coalesce(operation_at, detected_at) as failed_at
from operation_failure
where record_type = :recordType
  and instance_id = :instanceId
  and resolved_at is null
