-- When must a backup of each instance be restored again to prove that it can?
-- Grain: one row per selected instance that is not gone: when a backup of it was last restored with success, and when
-- that is due again.
-- Order: due_at, source, instance_name, instance_id; missing values come last.
-- It counts where the backup came from, not where it was restored to.
create or replace ${as_invoker} view report_drill_due as
select q.source,
       q.instance_id,
       q.instance_name,
       q.policy,
       q.drill_days,
       q.last_drill_at,
       q.last_drill_at + ${days} q.drill_days ${days_end} as due_at,
       cast(floor((${seconds_until} ${now} ${since} q.last_drill_at)) / 86400) as ${whole}) as age_days,
       q.as_of,
       case
           when ${seconds_until} ${now} ${since} q.last_drill_at) < q.drill_days * 86400 then 'ok'
           when q.is_without_backups then 'not_applicable'
           when q.as_of is null
                or ${seconds_until} ${now} ${since} q.as_of) not between -300
                    and (select f.seconds from freshness_of_reports f) then 'unknown'
           when q.last_drill_at is null then 'never'
           else 'due'
       end ${by_code_point} as verdict
from (
    select ${once_an_instance} n.*,
           case
               when n.own_drill_at is null or n.other_drill_at > n.own_drill_at then n.other_drill_at
               else n.own_drill_at
           end as last_drill_at
    from (
        select ${once_an_instance} i.source,
               i.instance_id,
               i.name as instance_name,
               coalesce(p.name, 'default') as policy,
               coalesce(p.drill_days, d.drill_days, 90) as drill_days,
               ${without_backups} as is_without_backups,
               (
                   select r.created_at
                   from ${restores_by_outcome}
                   where r.instance_id = i.instance_id
                     and r.source_instance_id is null
                     and r.created_at > ${no_time}
                     and r.created_at <= ${soon}
                     and ${restore_succeeded}
                   order by r.instance_id desc, r.created_at desc
                   limit 1
               ) as own_drill_at,
               (
                   select r.created_at
                   from ${restores_by_outcome}
                   where r.source_instance_id = i.instance_id
                     and r.created_at > ${no_time}
                     and r.created_at <= ${soon}
                     and ${restore_succeeded}
                   order by r.source_instance_id desc, r.created_at desc
                   limit 1
               ) as other_drill_at,
               t.completed_at as as_of
        from dcs_instance i
        left join protection_policy p on p.name = i.policy
        left join protection_policy d on d.name = 'default'
        left join instance_sync s on s.instance_id = i.instance_id and s.endpoint = 'backups'
        left join instance_sync t on t.instance_id = i.instance_id and t.endpoint = 'restores'
        where ${instance_is_read}
    ) n
) q;
