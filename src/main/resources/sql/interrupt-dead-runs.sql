update sync_run
set status = 'interrupted',
    finished_at = :#${variable.run.startedAt}
where source = :#${variable.run.source.name}
  and status = 'running'
  -- The other shards of the source have leases of their own.
  and not exists (select 1
                  from sync_lease
                  where sync_lease.run_id = sync_run.run_id
                    and sync_lease.expires_at > current_timestamp(6))
