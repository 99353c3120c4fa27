-- The newest restorations of an instance.
select restore_id, restore_name, restore_remark, backup_id, backup_name, source_instance_id, source_instance_name, status,
       progress, error_code, created_at, updated_at, first_seen_at, vanished_at
from restore_record
where instance_id = ?
order by case when created_at is null then 1 else 0 end, created_at desc, restore_id
limit 200
