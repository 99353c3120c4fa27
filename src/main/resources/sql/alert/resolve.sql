-- Ends the alert that is open under a key.
update alert
set resolved_at = :now,
    open_key = null
where open_key = :key
