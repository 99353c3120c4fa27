-- Alerts that are over, with every sink told that had been told of them.
update alert
set is_waiting = false
where alert_id in (:alertIds) and is_waiting = true
