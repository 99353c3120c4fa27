-- Alerts of which a sink has been told that they are over.
update alert_delivery
set attempts = attempts + 1,
    resolved_delivered_at = :now
where alert_id in (:alertIds) and sink = :sink
