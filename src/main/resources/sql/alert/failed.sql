-- Alerts that nobody could be told, and why.
update alert
set attempts = attempts + 1,
    last_error = :error
where alert_id in (:alertIds)
