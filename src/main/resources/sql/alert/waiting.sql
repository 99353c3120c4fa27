-- Alerts that nobody has been told, and the ends of those that somebody has: the least often tried first, so that none that
-- the sink does not take keeps it from others, then the oldest. What a sync has raised waits for its end.
select alert_id, kind, source, delivered_at
from alert
where (delivered_at is null and resolved_at is null
       or delivered_at is not null and resolved_at is not null and resolved_delivered_at is null)
  and not exists (
      select 1
      from sync_lease l
      where l.run_id = alert.run_id and l.expires_at > current_timestamp(6))
order by attempts, alert_id
