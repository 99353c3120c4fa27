-- When a sink was last told that the program lives.
select heartbeat_at
from alert_sink
where sink = :sink
