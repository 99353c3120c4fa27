-- The lease of a source while somebody holds it and was heard of within its life.
select token
from sync_lease
where source = :source
  and expires_at > current_timestamp(6)
