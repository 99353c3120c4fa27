-- A sink has been told that the program lives, not for the first time.
update alert_sink
set heartbeat_at = :now
where sink = :sink
