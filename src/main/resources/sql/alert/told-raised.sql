-- Alerts that somebody has been told: the first of the sinks counts.
update alert
set attempts = attempts + 1,
    delivered_at = coalesce(delivered_at, :now)
where alert_id in (:alertIds)
