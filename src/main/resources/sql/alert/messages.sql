-- What is to be told of alerts that still wait, as in waiting.sql.
select alert_id, payload, resolved_at, delivered_at
from alert
where alert_id in (:alertIds)
  and (delivered_at is null and resolved_at is null
       or delivered_at is not null and resolved_at is not null and resolved_delivered_at is null)
  and not exists (
      select 1
      from sync_lease l
      where l.run_id = alert.run_id and l.expires_at > current_timestamp(6))
order by alert_id
