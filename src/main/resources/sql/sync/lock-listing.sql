-- Whether a sync is still the one that stores which instances there are; no other is until this transaction ends.
select run_id
from instance_listing
where source = :source
  and run_id = :runId
  and status = 'reading'
for update
