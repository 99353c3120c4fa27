-- Alerts that a sink has still to be told.
update alert
set is_waiting = true
where alert_id in (:alertIds) and is_waiting = false
