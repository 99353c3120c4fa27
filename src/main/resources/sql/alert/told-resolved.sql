-- Alerts of which somebody has been told that they are over.
update alert
set attempts = attempts + 1,
    resolved_delivered_at = coalesce(resolved_delivered_at, :now)
where alert_id in (:alertIds)
