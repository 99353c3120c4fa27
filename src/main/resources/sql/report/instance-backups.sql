-- The newest backups of an instance.
select b.backup_id, b.backup_name, b.backup_type, b.backup_format, b.status, b.progress, b.size_bytes, b.remark,
       b.error_code, b.is_support_restore, b.created_at, b.updated_at, b.first_seen_at, b.vanished_at, o.outcome
from backup_record b
join outcome_of_backups o on o.instance_id = b.instance_id and o.backup_id = b.backup_id
where b.instance_id = :instanceId
order by case when b.created_at is null then 1 else 0 end, b.created_at desc, b.backup_id
limit 200
