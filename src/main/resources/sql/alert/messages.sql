-- What a sink is to be told of alerts that are still due, as in waiting.sql.
select a.alert_id, a.payload, a.resolved_at, d.delivered_at
from alert a
left join alert_delivery d on d.alert_id = a.alert_id and d.sink = :sink
where a.alert_id in (:alertIds)
  and ${delivery_is_due}
  and ${alert_is_ready}
order by a.alert_id
