-- Who lists the instances of a source. A reader whose lease has ended reads no more. A list that was read is good for ten
-- minutes, for whoever has waited for it or is late; that it could not be read is said to those who come within one.
select asked_for,
       run_id,
       status,
       not_listed,
       error,
       case when status = 'reading'
                 and exists (select 1
                             from sync_lease
                             where sync_lease.run_id = instance_listing.run_id
                               and sync_lease.expires_at > current_timestamp(6)) then 1
            when status = 'read' and noted_at > current_timestamp(6) - interval '10' minute then 1
            when status = 'failed' and noted_at > current_timestamp(6) - interval '1' minute then 1
            else 0 end as is_current
from instance_listing
where source = :source
