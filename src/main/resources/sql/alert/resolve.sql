-- Ends the alert that is open under a key.
update alert
set resolved_at = :now,
    open_key = null,
    is_waiting = true
where open_key = :key
