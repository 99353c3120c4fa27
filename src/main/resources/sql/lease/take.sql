-- For the next holder, if the lease is free, ours already (the answer was lost), ended, or has a heartbeat from the future:
-- the database's clock was set back since, and a holder who lives sets it anew with the next one. It lives for 30 s.
update sync_lease
set token = token + 1,
    holder = :holder,
    run_id = :runId,
    shards = :shards,
    acquired_at = current_timestamp(6),
    heartbeat_at = current_timestamp(6),
    expires_at = current_timestamp(6) + interval '30' second
where source = :source
  and (expires_at is null
       or run_id = :runId
       or expires_at < current_timestamp(6)
       or heartbeat_at > current_timestamp(6) + interval '30' second)
