-- Ends the open failures since which an operation of their type has succeeded.
update operation_failure
set resolved_at = :now
where record_type = :recordType
  and instance_id = :instanceId
  and resolved_at is null
  and coalesce(operation_at, detected_at) < :success
