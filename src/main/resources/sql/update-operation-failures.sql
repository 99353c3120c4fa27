-- One that was resolved because it had stopped being failed is open again; one that a later success made good is not.
update operation_failure
set error_code = :#error_code,
    category = :#category,
    severity = :#severity,
    resolved_at = case
        when exists (
                select 1
                from backup_record b
                where operation_failure.record_type = 'backup'
                  and b.instance_id = operation_failure.instance_id
                  and b.created_at > coalesce(operation_failure.operation_at, operation_failure.detected_at)
                  and (lower(b.status) = 'succeed'
                       or lower(b.status) in ('expired', 'deleted') and b.error_code is null)
            )
            or exists (
                select 1
                from restore_record r
                where operation_failure.record_type = 'restore'
                  and r.instance_id = operation_failure.instance_id
                  and r.created_at > coalesce(operation_failure.operation_at, operation_failure.detected_at)
                  and lower(r.status) = 'succeed'
            )
        then resolved_at
    end
where record_type = :#record_type
  and instance_id = :#instance_id
  and record_id = :#record_id
