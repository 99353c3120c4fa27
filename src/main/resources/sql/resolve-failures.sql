-- A failure is over when a later operation of its type has succeeded. The newest success is the first one from the end
-- of the index on instance and time; H2 takes that index only for a range and an order of both its columns.
update operation_failure
set resolved_at = :#now
where instance_id = :#instance_id
  and resolved_at is null
  and (record_type = 'backup'
       and coalesce(operation_at, detected_at) < (
               select b.created_at
               from backup_record b
               where b.instance_id = :#instance_id
                 and b.created_at > timestamp '1970-01-01 00:00:00'
                 and (lower(b.status) = 'succeed'
                      or lower(b.status) in ('expired', 'deleted') and b.error_code is null)
               order by b.instance_id desc, b.created_at desc
               limit 1
           )
       or record_type = 'restore'
       and coalesce(operation_at, detected_at) < (
               select r.created_at
               from restore_record r
               where r.instance_id = :#instance_id
                 and r.created_at > timestamp '1970-01-01 00:00:00'
                 and lower(r.status) = 'succeed'
               order by r.instance_id desc, r.created_at desc
               limit 1
           ))
