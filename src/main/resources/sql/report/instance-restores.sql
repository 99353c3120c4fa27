-- The newest restorations of an instance.
select r.restore_id, r.restore_name, r.restore_remark, r.backup_id, r.backup_name, r.source_instance_id,
       r.source_instance_name, r.status, r.progress, r.error_code, r.created_at, r.updated_at, r.first_seen_at,
       r.vanished_at, o.outcome
from restore_record r
join outcome_of_restores o on o.instance_id = r.instance_id and o.restore_id = r.restore_id
where r.instance_id = :instanceId
order by case when r.created_at is null then 1 else 0 end, r.created_at desc, r.restore_id
limit 200
