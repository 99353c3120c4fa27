-- A failure is over when a later operation of its type has succeeded, or when its own record no longer says failed.
-- Counts instead of EXISTS: PostgreSQL would read a table whole to answer it while it does not know how large it is.
update operation_failure
set resolved_at = :#${variable.now}
where instance_id = :#${variable.origin.instanceId}
  and resolved_at is null
  and (record_type = 'backup'
       and (coalesce(operation_at, detected_at) < (
                select max(b.created_at)
                from backup_record b
                where b.instance_id = :#${variable.origin.instanceId}
                  and (lower(b.status) = 'succeed'
                       or lower(b.status) in ('expired', 'deleted') and b.error_code is null)
            )
            or 1 = (
                select count(*)
                from backup_record b
                where b.instance_id = operation_failure.instance_id
                  and b.backup_id = operation_failure.record_id
                  and coalesce(lower(b.status), '') not like '%failed'
                  and (b.error_code is null or lower(b.status) = 'succeed')
            ))
       or record_type = 'restore'
       and (coalesce(operation_at, detected_at) < (
                select max(r.created_at)
                from restore_record r
                where r.instance_id = :#${variable.origin.instanceId}
                  and lower(r.status) = 'succeed'
            )
            or 1 = (
                select count(*)
                from restore_record r
                where r.instance_id = operation_failure.instance_id
                  and r.restore_id = operation_failure.record_id
                  and coalesce(lower(r.status), '') not like '%failed'
                  and (r.error_code is null or lower(r.status) = 'succeed')
            )))
