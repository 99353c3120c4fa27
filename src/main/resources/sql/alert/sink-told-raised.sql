-- Alerts that a sink has been told.
update alert_delivery
set attempts = attempts + 1,
    delivered_at = :now
where alert_id in (:alertIds) and sink = :sink
