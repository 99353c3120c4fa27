-- Which holder of the lease the last one was.
select token
from sync_lease
where source = :source
