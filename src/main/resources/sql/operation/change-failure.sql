-- A failure is open again, unless an operation of its type has succeeded since it.
update operation_failure
set error_code = :errorCode,
    category = :category,
    severity = :severity,
    recovered_at = null,
    resolved_at = case when coalesce(operation_at, detected_at) < :success then resolved_at end
where record_type = :recordType
  and instance_id = :instanceId
  and record_id = :recordId
