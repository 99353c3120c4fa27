-- A failure is over when a later operation of its type has succeeded.
update operation_failure
set resolved_at = :#now
where instance_id = :#instance_id
  and resolved_at is null
  and (record_type = 'backup'
       and coalesce(operation_at, detected_at) < (
               select max(b.created_at)
               from backup_record b
               where b.instance_id = :#instance_id
                 and (lower(b.status) = 'succeed'
                      or lower(b.status) in ('expired', 'deleted') and b.error_code is null)
           )
       or record_type = 'restore'
       and coalesce(operation_at, detected_at) < (
               select max(r.created_at)
               from restore_record r
               where r.instance_id = :#instance_id
                 and lower(r.status) = 'succeed'
           ))
