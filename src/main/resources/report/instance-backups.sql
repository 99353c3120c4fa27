-- The newest backups of an instance.
select backup_id, backup_name, backup_type, backup_format, status, progress, size_bytes, remark, error_code,
       is_support_restore, created_at, updated_at, first_seen_at, vanished_at
from backup_record
where instance_id = ?
order by case when created_at is null then 1 else 0 end, created_at desc, backup_id
limit 200
