-- The types of records that an instance has open failures of.
select distinct record_type
from operation_failure
where instance_id = :instanceId
  and resolved_at is null
