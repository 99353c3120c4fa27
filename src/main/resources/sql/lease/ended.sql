-- Leases with names like this one that nobody holds.
select source
from sync_lease
where ${lease_is_over}
  and source like :names escape '!'
