-- Ends those of some alerts that are open.
update alert
set resolved_at = :now,
    open_key = null,
    is_waiting = true
where open_key in (:keys)
