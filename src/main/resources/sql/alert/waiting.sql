-- Alerts that a sink has not been told, and the ends of those that it has: the least often tried first, so that none that
-- the sink does not take keeps it from others, then the oldest. What a sync has raised waits for its end.
select a.alert_id, a.kind, a.source, d.delivered_at, a.severity, a.payload, a.cause, d.told_as
from alert a
left join alert_delivery d on d.alert_id = a.alert_id and d.sink = :sink
where a.is_waiting = true
  and ${delivery_is_due}
  and ${alert_is_ready}
order by coalesce(d.attempts, 0), a.alert_id
