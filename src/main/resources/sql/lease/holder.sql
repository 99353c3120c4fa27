-- Who has taken the lease and not given it back.
select holder, acquired_at
from sync_lease
where source = :source
  and expires_at is not null
