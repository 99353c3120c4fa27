-- The newest restoration of all that succeeded.
select max(updated_at) as value
from restore_record
where status = 'succeed'
