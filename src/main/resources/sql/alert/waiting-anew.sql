-- As waiting.sql, and whatever goes on: a sink may be new, or have heard of other alerts until now.
select a.alert_id, a.kind, a.source, d.delivered_at, a.severity, a.payload, a.cause, d.told_as
from alert a
left join alert_delivery d on d.alert_id = a.alert_id and d.sink = :sink
where (a.is_waiting = true or a.open_key > '') -- unlike is not null, found by its index on H2
  and ${delivery_is_due}
  and ${alert_is_ready}
order by coalesce(d.attempts, 0), a.alert_id
