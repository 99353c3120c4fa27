-- Alerts of which some sink may have to be told something, once the sync that has raised them has ended.
select a.alert_id, a.resolved_at
from alert a
where a.is_waiting = true
  and ${alert_is_ready}
