-- Leases that void.sql takes away.
select source
from sync_lease
where (source = :source or source like :parts escape '!')
  and expires_at is not null
  and (shards is null or shards <> :shards)
order by source
