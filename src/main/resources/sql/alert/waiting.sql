-- Alerts that nobody has been told, and the ends of those that somebody has: the least often tried first, so that none that
-- the sink does not take keeps it from others, then the oldest. What a sync has raised waits for its end.
select a.alert_id, a.kind, a.source, a.delivered_at
from alert a
where ${alert_is_due}
order by a.attempts, a.alert_id
