-- Which restorations prove that backups can be restored, and in time?
-- Grain: one row per restoration: from which backup, how long it took, and whether that is as fast as the policy asks.
-- Order: started_at desc, instance_id, restore_id; missing values come last.
-- A restoration that failed did not meet its time; one that runs, or is not known to have ended, has no duration yet,
-- and neither has one that began at no time or ended before it began.
create or replace ${as_invoker} view report_restore_evidence as
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
       case r.outcome
           when 'succeeded' then r.seconds <= r.rto_minutes * 60
           when 'failed' then false
       end as met_rto,
       case
           when r.started_at >= r.backup_created_at and r.backup_created_at > ${no_time}
               then cast(floor((${seconds_until} r.started_at ${since} r.backup_created_at)) / 60) as ${whole})
       end as backup_age_minutes
from (
    select x.source,
           x.instance_id,
           i.name as instance_name,
           x.restore_id,
           x.backup_id,
           x.status,
           x.error_code,
           x.created_at as started_at,
           x.updated_at as finished_at,
           x.outcome,
           case
               when x.outcome in ('succeeded', 'failed') and x.updated_at >= x.made_at
                   then ${seconds_until} x.updated_at ${since} x.created_at)
           end as seconds,
           coalesce(p.rto_minutes, d.rto_minutes, 60) as rto_minutes,
           coalesce((
               select b.created_at
               from backup_record b
               where b.instance_id = x.source_instance_id and b.backup_id = x.backup_id), (
               select b.created_at
               from backup_record b
               where b.instance_id = x.instance_id and b.backup_id = x.backup_id)) as backup_created_at
    from outcome_of_restores x
    left join dcs_instance i on i.instance_id = x.instance_id
    left join protection_policy p on p.name = i.policy
    left join protection_policy d on d.name = 'default'
) r;
