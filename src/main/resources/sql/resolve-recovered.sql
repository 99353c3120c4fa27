-- A failure is over, too, when its own record no longer says failed.
-- Counts instead of EXISTS: PostgreSQL would read a table whole to answer it while it does not know how large it is.
update operation_failure
set resolved_at = :#now
where instance_id = :#instance_id
  and resolved_at is null
  and (record_type = 'backup'
       and 1 = (
               select count(*)
               from backup_record b
               where b.instance_id = operation_failure.instance_id
                 and b.backup_id = operation_failure.record_id
                 and coalesce(lower(b.status), '') not like '%failed'
                 and (b.error_code is null or lower(b.status) = 'succeed')
           )
       or record_type = 'restore'
       and 1 = (
               select count(*)
               from restore_record r
               where r.instance_id = operation_failure.instance_id
                 and r.restore_id = operation_failure.record_id
                 and coalesce(lower(r.status), '') not like '%failed'
                 and (r.error_code is null or lower(r.status) = 'succeed')
           ))
