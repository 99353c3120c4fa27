-- Since when the oldest rejected record waits.
select min(rejected_at) as value
from rejected_record
where replayed_at is null
