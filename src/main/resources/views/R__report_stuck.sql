-- Which operations do not end?
-- Grain: one row per backup or restoration that has been unfinished for longer than a restoration may take.
-- Order: created_at, instance_id, record_type, record_id; missing values come last.
-- What does not say when it began is counted from when it was first seen.
create or replace ${as_invoker} view report_stuck as
select r.source,
       r.instance_id,
       i.name as instance_name,
       r.record_type,
       r.record_id,
       r.status,
       r.progress,
       r.created_at,
       r.updated_at,
       cast(floor((${seconds_until} ${now} ${since} r.begun_at)) / 60) as ${whole}) as age_minutes,
       coalesce(p.rto_minutes, d.rto_minutes, 60) as rto_minutes,
       s.completed_at as as_of
from (
    select b.source, b.instance_id, 'backup' ${by_code_point} as record_type, b.backup_id as record_id, b.status,
           b.progress, b.created_at, b.updated_at,
           coalesce(b.made_at, b.first_seen_at) as begun_at
    from outcome_of_backups b
    where b.vanished_at is null and b.outcome = 'running'
    union all
    select r.source, r.instance_id, 'restore' ${by_code_point}, r.restore_id, r.status, r.progress, r.created_at,
           r.updated_at, coalesce(r.made_at, r.first_seen_at)
    from outcome_of_restores r
    where r.vanished_at is null and r.outcome = 'running'
) r
join dcs_instance i on i.instance_id = r.instance_id and i.gone_at is null
left join protection_policy p on p.name = i.policy
left join protection_policy d on d.name = 'default'
left join instance_sync s
    on s.instance_id = r.instance_id
    and s.endpoint = case r.record_type when 'backup' then 'backups' when 'restore' then 'restores' end
where ${seconds_until} ${now} ${since} r.begun_at) > coalesce(p.rto_minutes, d.rto_minutes, 60) * 60;
