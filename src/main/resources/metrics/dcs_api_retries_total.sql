-- Requests that repeated another.
select coalesce(sum(retries), 0) as value
from sync_run
