-- Ends the failure of a record that runs again or has succeeded after all.
update operation_failure
set resolved_at = coalesce(resolved_at, :now),
    recovered_at = :recoveredAt
where record_type = :recordType
  and instance_id = :instanceId
  and record_id = :recordId
