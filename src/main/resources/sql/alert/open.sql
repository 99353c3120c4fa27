-- The alert that is open under a key.
select open_key
from alert
where open_key = :key
