-- Is the newest good backup of each instance young enough?
-- Grain: one row per selected instance that is not gone: whether its newest good backup is as young as its policy asks.
-- Order: source, instance_name, instance_id; missing values come last.
-- A good backup succeeded, can be restored and is still there; it is dated, and not from the future but for five
-- minutes between two clocks. An instance whose policy is unknown is under `default`.
create or replace ${as_invoker} view report_rpo_status as
select v.source,
       v.instance_id,
       v.instance_name,
       v.policy,
       v.rpo_minutes,
       v.last_success_at,
       v.last_success_backup_id,
       cast(floor(case when v.age_seconds < 0 then 0 else v.age_seconds end / 60) as ${whole}) as age_minutes,
       v.last_status,
       v.last_error_code,
       v.as_of,
       v.verdict,
       case
           when v.verdict = 'ok' then null
           when v.verdict = 'not_applicable' then 'no_backups_possible'
           when v.verdict = 'unknown' and v.as_of is null then 'never_read'
           when v.verdict = 'unknown' then 'stale_reading'
           when v.undated_id is not null then 'time_unreadable'
           when v.last_backup_id is null and v.ahead_id is not null then 'from_the_future'
           when v.last_backup_id is null then 'no_backups'
           when v.verdict = 'never' then 'none_succeeded'
           when v.last_outcome = 'failed' then 'last_failed'
           when v.last_outcome = 'running' then 'still_running'
           when v.last_success_at is null then 'none_restorable'
           else 'too_old'
       end ${by_code_point} as reason,
       case
           when v.undated_id is not null then 'time_unreadable'
           when v.ahead_id is not null then 'from_the_future'
           when v.last_success_size_bytes = 0 then 'empty_backup'
           when (
                   -- Without sorting: how many are more than ten times as large, and in the middle, which two meet.
                   select 2 * count(case when b.size_bytes > 10.0 * v.last_success_size_bytes then 1 end) > count(*)
                          or 2 * count(case when b.size_bytes > 10.0 * v.last_success_size_bytes then 1 end) = count(*)
                          and max(case when b.size_bytes <= 10.0 * v.last_success_size_bytes then b.size_bytes end)
                              + 1.0 * min(case when b.size_bytes > 10.0 * v.last_success_size_bytes then b.size_bytes end)
                              > 20.0 * v.last_success_size_bytes
                   from ${backups_by_outcome}
                   where b.instance_id = v.instance_id
                     and b.created_at > ${no_time}
                     and b.created_at >= coalesce(v.oldest_compared_at, ${no_time})
                     and b.created_at <= v.last_success_at
                     and (b.created_at < v.last_success_at or b.backup_id < v.last_success_backup_id)
                     and (v.oldest_compared_id is null or b.created_at > v.oldest_compared_at
                          or b.backup_id >= v.oldest_compared_id)
                     and b.size_bytes > 0
                     and ${backup_succeeded}
               ) then 'shrunk'
       end ${by_code_point} as warning
from (
    select ${once_an_instance} n.*,
           f.backup_id as oldest_compared_id,
           f.created_at as oldest_compared_at,
           case
               when n.age_seconds < n.rpo_minutes * 60 then 'ok'
               when n.is_without_backups then 'not_applicable'
               when n.last_success_at is null
                    and n.created_at <= ${soon}
                    and ${seconds_until} ${now} ${since} n.created_at) < n.rpo_minutes * 60 then 'new'
               when n.as_of is null
                    or ${seconds_until} ${now} ${since} n.as_of) not between -300
                        and (select f.seconds from freshness_of_reports f) then 'unknown'
               when not exists (
                       select 1
                       from ${backups_by_outcome}
                       where b.instance_id = n.instance_id
                         and (b.created_at is null or b.created_at <= ${soon})
                         and ${backup_succeeded}
                   ) then 'never'
               else 'breach'
           end ${by_code_point} as verdict
    from (
        select ${once_an_instance} t.source, t.instance_id, t.instance_name, t.created_at, t.policy,
               t.rpo_minutes, t.as_of, t.is_without_backups, coalesce(t.undated_id, t.zero_id) as undated_id, t.ahead_id, t.last_backup_id,
               g.created_at as last_success_at,
               g.backup_id as last_success_backup_id,
               case when g.size_bytes >= 0 then g.size_bytes end as last_success_size_bytes,
               ${seconds_until} ${now} ${since} g.created_at) as age_seconds,
               l.status as last_status,
               l.error_code as last_error_code,
               l.outcome as last_outcome,
               (
                   select b.backup_id
                   from ${backups_by_outcome}
                   where b.instance_id = t.instance_id
                     and b.created_at > ${no_time}
                     and b.created_at <= g.created_at
                     and (b.created_at < g.created_at or b.backup_id < g.backup_id)
                     and b.size_bytes > 0
                     and ${backup_succeeded}
                   order by b.instance_id desc, b.created_at desc, b.backup_id desc
                   limit 1 offset 6
               ) as seventh_id
        from (
            select ${once_an_instance} i.source,
                   i.instance_id,
                   i.name as instance_name,
                   i.created_at,
                   coalesce(p.name, 'default') as policy,
                   coalesce(p.rpo_minutes, d.rpo_minutes, 1440) as rpo_minutes,
                   s.completed_at as as_of,
                   ${without_backups} as is_without_backups,
                   (
                       select b.backup_id
                       from ${backups_by_availability}
                       where b.instance_id = i.instance_id
                         and b.created_at > ${no_time}
                         and b.created_at <= ${soon}
                         and ${backup_restorable}
                       order by b.instance_id desc, b.created_at desc, b.backup_id desc
                       limit 1
                   ) as last_success_backup_id,
                   (
                       select b.backup_id
                       from backup_record b
                       where b.instance_id = i.instance_id
                         and b.created_at > ${no_time}
                         and b.created_at <= ${soon}
                       order by b.instance_id desc, b.created_at desc, b.backup_id desc
                       limit 1
                   ) as last_backup_id,
                   (
                       select b.backup_id
                       from ${backups_by_availability}
                       where b.instance_id = i.instance_id and b.created_at is null and ${backup_restorable}
                       limit 1
                   ) as undated_id,
                   -- Both are looked for in the index alone first: nearly no instance has any.
                   case
                       when (
                           select b.created_at
                           from backup_record b
                           where b.instance_id = i.instance_id and b.created_at is not null
                           order by b.instance_id, b.created_at, b.backup_id
                           limit 1
                       ) <= ${no_time} then (
                           select b.backup_id
                           from ${backups_by_availability}
                           where b.instance_id = i.instance_id
                             and b.created_at <= ${no_time}
                             and ${backup_restorable}
                           limit 1
                       )
                   end as zero_id,
                   case
                       when (
                           select b.created_at
                           from backup_record b
                           where b.instance_id = i.instance_id
                           order by b.instance_id desc, b.created_at desc, b.backup_id desc
                           limit 1
                       ) > ${soon} then (
                           select b.backup_id
                           from backup_record b
                           where b.instance_id = i.instance_id and b.created_at > ${soon} and b.vanished_at is null
                           limit 1
                       )
                   end as ahead_id
            from dcs_instance i
            left join protection_policy p on p.name = i.policy
            left join protection_policy d on d.name = 'default'
            left join instance_sync s on s.instance_id = i.instance_id and s.endpoint = 'backups'
            where ${instance_is_read}
        ) t
        left join backup_record g on g.instance_id = t.instance_id and g.backup_id = t.last_success_backup_id
        left join outcome_of_backups l on l.instance_id = t.instance_id and l.backup_id = t.last_backup_id
    ) n
    left join backup_record f on f.instance_id = n.instance_id and f.backup_id = n.seventh_id
) v;
