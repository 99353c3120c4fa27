-- Alerts that somebody has been told.
update alert
set attempts = attempts + 1,
    delivered_at = :now
where alert_id in (:alertIds)
