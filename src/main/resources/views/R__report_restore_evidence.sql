-- One row per restoration: from which backup, how long it took, and whether that is as fast as the policy asks.
-- A restoration that failed did not meet its time; one that runs has no duration yet.
create or replace view report_restore_evidence as
select r.source,
       r.instance_id,
       r.instance_name,
       r.restore_id,
       r.backup_id,
       r.status,
       r.error_code,
       r.started_at,
       r.finished_at,
       cast(floor(r.seconds) as ${whole}) as duration_seconds,
       r.rto_minutes,
       case r.status
           when 'succeed' then r.seconds <= r.rto_minutes * 60
           when 'failed' then false
       end as met_rto,
       cast(floor((${seconds_of} r.started_at) - ${seconds_of} coalesce(theirs.created_at, own.created_at))) / 60)
            as ${whole}) as backup_age_minutes
from (
    select x.source,
           x.instance_id,
           i.name as instance_name,
           x.restore_id,
           x.backup_id,
           x.source_instance_id,
           x.status,
           x.error_code,
           x.created_at as started_at,
           x.updated_at as finished_at,
           case
               when x.status in ('waiting', 'restoring') then null
               else ${seconds_of} x.updated_at) - ${seconds_of} x.created_at)
           end as seconds,
           coalesce(p.rto_minutes, d.rto_minutes, 60) as rto_minutes
    from restore_record x
    left join dcs_instance i on i.instance_id = x.instance_id
    left join protection_policy p on p.name = i.policy
    left join protection_policy d on d.name = 'default'
) r
left join backup_record theirs on theirs.instance_id = r.source_instance_id and theirs.backup_id = r.backup_id
left join backup_record own on own.instance_id = r.instance_id and own.backup_id = r.backup_id;
