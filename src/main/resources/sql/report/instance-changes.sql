-- What changed last in the records of an instance.
select observed_at, record_type, record_id, field, old_value, new_value
from record_change
where instance_id = :instanceId
order by change_id desc
limit 200
