-- A sink has been told for the first time that the program lives.
insert into alert_sink (sink, heartbeat_at)
values (:sink, :now)
