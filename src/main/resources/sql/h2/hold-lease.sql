-- Nothing to lock: no other process can have the file open.
select token
from sync_lease
where source = :#source
  and token = :#token
