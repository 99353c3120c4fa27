-- One row per backup or restoration that has been unfinished for longer than a restoration may take.
create or replace view report_stuck as
select r.source,
       r.instance_id,
       i.name as instance_name,
       r.record_type,
       r.record_id,
       r.status,
       r.progress,
       r.created_at,
       r.updated_at,
       cast(floor((${seconds_until} ${now} ${since} r.created_at)) / 60) as ${whole}) as age_minutes,
       coalesce(p.rto_minutes, d.rto_minutes, 60) as rto_minutes,
       s.completed_at as as_of
from (
    select source, instance_id, 'backup' ${by_code_point} as record_type, backup_id as record_id, status, progress,
           created_at, updated_at
    from backup_record
    where status in ('waiting', 'backuping') and vanished_at is null
    union all
    select source, instance_id, 'restore' ${by_code_point}, restore_id, status, progress, created_at, updated_at
    from restore_record
    where status in ('waiting', 'restoring') and vanished_at is null
) r
join dcs_instance i on i.instance_id = r.instance_id and i.gone_at is null
left join protection_policy p on p.name = i.policy
left join protection_policy d on d.name = 'default'
left join instance_sync s
    on s.instance_id = r.instance_id and s.endpoint = case r.record_type when 'backup' then 'backups' else 'restores' end
where ${seconds_until} ${now} ${since} r.created_at) > coalesce(p.rto_minutes, d.rto_minutes, 60) * 60;
