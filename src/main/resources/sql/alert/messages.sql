-- What is to be told of alerts that are still due, as in waiting.sql.
select a.alert_id, a.payload, a.resolved_at, a.delivered_at
from alert a
where a.alert_id in (:alertIds)
  and ${alert_is_due}
order by a.alert_id
