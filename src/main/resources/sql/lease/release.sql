-- Gives the lease back, unless somebody else has it by now.
update sync_lease
set holder = null,
    run_id = null,
    expires_at = null
where source = :source
  and token = :token
  and coalesce(run_id, '') = :runId
