-- What a killed process left.
update sync_lease
set holder = null,
    run_id = null,
    expires_at = null
where expires_at is not null
