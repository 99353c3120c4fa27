-- The rows of a sink for alerts that it is tried with for the first time.
insert into alert_delivery (alert_id, sink)
select a.alert_id, :sink
from alert a
where a.alert_id in (:alertIds)
  and not exists (select 1 from alert_delivery d where d.alert_id = a.alert_id and d.sink = :sink)
