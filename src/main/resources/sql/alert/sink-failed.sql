-- Alerts that a sink has not taken, and why.
update alert_delivery
set attempts = attempts + 1,
    last_error = :error
where alert_id in (:alertIds) and sink = :sink
