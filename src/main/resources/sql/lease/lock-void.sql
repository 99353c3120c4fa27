-- What void.sql is about: it waits for a page that is being stored under such a lease.
select token
from sync_lease
where (source = :source or source like :parts escape '!')
  and expires_at is not null
  and (shards is null or shards <> :shards)
for update
