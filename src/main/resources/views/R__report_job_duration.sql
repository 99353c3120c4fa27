-- How long do operations take, and is that changing?
-- Grain: one row per instance and kind of operation: how long those that succeeded took, of the last 30 days and the
-- 30 before.
-- Order: source, instance_name, instance_id, record_type; missing values come last.
-- Of backups only those with the status `succeed`: what has become of one since (expired, deleted) moved its updated_at,
-- which says no longer when it was made.
create or replace ${as_invoker} view report_job_duration as
select j.source,
       j.instance_id,
       i.name as instance_name,
       j.record_type,
       j.jobs,
       j.average_seconds,
       j.longest_seconds,
       j.earlier_jobs,
       j.earlier_average_seconds,
       j.last_at,
       s.completed_at as as_of,
       cast(100.0000 * (j.average_seconds - j.earlier_average_seconds) / nullif(j.earlier_average_seconds, 0)
            as decimal(24, 2)) as change_percent
from (
    select max(source) as source,
           instance_id,
           'backup' ${by_code_point} as record_type,
           'backups' ${by_code_point} as endpoint,
           count(case when is_recent then 1 end) as jobs,
           cast(round(avg(case when is_recent then seconds end)) as ${whole}) as average_seconds,
           cast(max(case when is_recent then seconds end) as ${whole}) as longest_seconds,
           count(case when not is_recent then 1 end) as earlier_jobs,
           cast(round(avg(case when not is_recent then seconds end)) as ${whole}) as earlier_average_seconds,
           max(created_at) as last_at
    from (
        select b.source,
               b.instance_id,
               b.created_at,
               b.created_at > ${now} - ${days} 30 ${days_end} as is_recent,
               cast(floor(${seconds_until} b.updated_at ${since} b.created_at)) as ${whole}) as seconds
        from backup_record b
        where b.updated_at >= b.created_at
          and b.created_at > ${now} - ${days} 60 ${days_end}
          and b.created_at <= ${soon}
          and ${word} b.status ${word_end} = 'succeed'
    ) x
    group by instance_id
    union all
    select max(source),
           instance_id,
           'restore' ${by_code_point},
           'restores' ${by_code_point},
           count(case when is_recent then 1 end),
           cast(round(avg(case when is_recent then seconds end)) as ${whole}),
           cast(max(case when is_recent then seconds end) as ${whole}),
           count(case when not is_recent then 1 end),
           cast(round(avg(case when not is_recent then seconds end)) as ${whole}),
           max(created_at)
    from (
        select r.source,
               r.instance_id,
               r.created_at,
               r.created_at > ${now} - ${days} 30 ${days_end} as is_recent,
               cast(floor(${seconds_until} r.updated_at ${since} r.created_at)) as ${whole}) as seconds
        from outcome_of_restores r
        where r.updated_at >= r.created_at
          and r.created_at > ${now} - ${days} 60 ${days_end}
          and r.created_at <= ${soon}
          and coalesce(r.outcome = 'succeeded', false)
    ) x
    group by instance_id
) j
left join dcs_instance i on i.instance_id = j.instance_id
left join instance_sync s on s.instance_id = j.instance_id and s.endpoint = j.endpoint;
