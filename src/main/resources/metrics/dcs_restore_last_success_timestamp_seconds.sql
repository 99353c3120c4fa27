-- The newest restoration of all that succeeded.
select max(updated_at) as value
from outcome_of_restores
where outcome = 'succeeded'
