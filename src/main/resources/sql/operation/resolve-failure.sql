-- Ends a failure since which an operation of its type has succeeded.
update operation_failure
set resolved_at = :now
where record_type = :recordType
  and instance_id = :instanceId
  and record_id = :recordId
