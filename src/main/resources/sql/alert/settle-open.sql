-- Alerts that go on, and that every sink has been told that is told of them. One that has ended in between has its end to
-- be told.
update alert
set is_waiting = false
where alert_id in (:alertIds) and is_waiting = true and resolved_at is null
