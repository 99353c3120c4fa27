-- One row per instance and kind of operation: how long those that succeeded took, of the last 30 days and the 30 before.
create or replace view report_job_duration as
select j.source,
       j.instance_id,
       i.name as instance_name,
       j.record_type,
       count(case when j.is_recent then 1 end) as jobs,
       cast(round(avg(case when j.is_recent then j.seconds end)) as ${whole}) as average_seconds,
       cast(max(case when j.is_recent then j.seconds end) as ${whole}) as longest_seconds,
       count(case when not j.is_recent then 1 end) as earlier_jobs,
       cast(round(avg(case when not j.is_recent then j.seconds end)) as ${whole}) as earlier_average_seconds,
       max(j.created_at) as last_at,
       s.completed_at    as as_of
from (
    select source,
           instance_id,
           'backup' ${by_code_point} as record_type,
           created_at,
           floor(${seconds_of} updated_at) - ${seconds_of} created_at)) as seconds,
           created_at > ${now} - ${days} 30 ${days_end} as is_recent
    from backup_record
    where status = 'succeed' and updated_at >= created_at and created_at > ${now} - ${days} 60 ${days_end}
    union all
    select source,
           instance_id,
           'restore' ${by_code_point},
           created_at,
           floor(${seconds_of} updated_at) - ${seconds_of} created_at)),
           created_at > ${now} - ${days} 30 ${days_end}
    from restore_record
    where status = 'succeed' and updated_at >= created_at and created_at > ${now} - ${days} 60 ${days_end}
) j
left join dcs_instance i on i.instance_id = j.instance_id
left join instance_sync s
    on s.instance_id = j.instance_id and s.endpoint = case j.record_type when 'backup' then 'backups' else 'restores' end
group by j.source, j.instance_id, i.name, j.record_type, s.completed_at;
