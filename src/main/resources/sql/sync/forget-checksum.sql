-- What is stored of a list is no longer what its last complete read brought.
update instance_sync
set checksum = null
where instance_id = :instanceId
  and endpoint = :endpoint
