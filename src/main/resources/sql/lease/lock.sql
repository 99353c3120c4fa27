-- Waits for a page that is being stored under the lease, which an update alone does not do everywhere; none is from here on.
select token
from sync_lease
where source = :source
for update
