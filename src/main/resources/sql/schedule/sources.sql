-- The sources and shards of which something is noted.
select distinct source
from schedule_tick
