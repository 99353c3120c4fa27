-- Leases with names like this one that nobody holds. One that was not given back stays for a day: its holder may be frozen,
-- and is recognised by its token.
select source
from sync_lease
where (expires_at is null or expires_at < current_timestamp(6) - interval '1' day)
  and source like :names escape '!'
