-- A sign of life: from now on the lease lives for as long as if it had just been taken.
update sync_lease
set heartbeat_at = current_timestamp(6),
    expires_at = current_timestamp(6) + interval '30' second
where source = :source
  and token = :token
  and run_id = :runId
