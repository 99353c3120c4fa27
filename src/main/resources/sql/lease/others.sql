-- The lease of a source while another sync holds it: what take.sql would not take.
select token
from sync_lease
where source = :source
  and (run_id is null or run_id <> :runId)
  and expires_at >= current_timestamp(6)
  and heartbeat_at <= current_timestamp(6) + interval '30' second
