-- One row per instance that is not gone: whether its newest good backup is as young as its policy asks.
-- A good backup succeeded, can be restored and is still there. An instance whose policy is unknown is under `default`.
create or replace view report_rpo_status as
select r.source,
       r.instance_id,
       r.instance_name,
       r.policy,
       r.rpo_minutes,
       r.last_success_at,
       r.last_success_backup_id,
       cast(floor((${seconds_until} ${now} ${since} r.last_success_at)) / 60) as ${whole}) as age_minutes,
       r.last_status,
       r.last_error_code,
       r.as_of,
       case
           when ${seconds_until} ${now} ${since} r.last_success_at) < r.rpo_minutes * 60 then 'ok'
           when r.as_of is null or ${seconds_until} ${now} ${since} r.as_of) not between -300 and ${freshness_seconds} then 'unknown'
           when not exists (
                   select 1
                   from backup_record b
                   where b.instance_id = r.instance_id
                     and (b.status = 'succeed' or b.status in ('expired', 'deleted') and b.error_code is null)
               ) then 'never'
           else 'breach'
       end ${by_code_point} as verdict
from (
    select i.source,
           i.instance_id,
           i.name as instance_name,
           coalesce(p.name, 'default') as policy,
           coalesce(p.rpo_minutes, d.rpo_minutes, 1440) as rpo_minutes,
           s.completed_at as as_of,
           (
               select b.created_at
               from backup_record b
               where b.instance_id = i.instance_id
                 and b.status = 'succeed'
                 and coalesce(b.is_support_restore, true)
                 and b.vanished_at is null
                 and b.created_at is not null
               order by b.created_at desc, b.backup_id desc
               limit 1
           ) as last_success_at,
           (
               select b.backup_id
               from backup_record b
               where b.instance_id = i.instance_id
                 and b.status = 'succeed'
                 and coalesce(b.is_support_restore, true)
                 and b.vanished_at is null
                 and b.created_at is not null
               order by b.created_at desc, b.backup_id desc
               limit 1
           ) as last_success_backup_id,
           (
               select b.status
               from backup_record b
               where b.instance_id = i.instance_id and b.created_at is not null
               order by b.created_at desc, b.backup_id desc
               limit 1
           ) as last_status,
           (
               select b.error_code
               from backup_record b
               where b.instance_id = i.instance_id and b.created_at is not null
               order by b.created_at desc, b.backup_id desc
               limit 1
           ) as last_error_code
    from dcs_instance i
    left join protection_policy p on p.name = i.policy
    left join protection_policy d on d.name = 'default'
    left join instance_sync s on s.instance_id = i.instance_id and s.endpoint = 'backups'
    where i.gone_at is null
    ${once}
) r;
