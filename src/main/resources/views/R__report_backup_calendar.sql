-- On which days was a backup made of each instance?
-- Grain: one row per instance and UTC day, from the one on which it was first seen to today, or to the one on which it
-- was gone.
-- Order: source, instance_name, instance_id, day; missing values come last.
-- A day without a backup counts as read when the instance's list of backups was read completely on that day or later,
-- and no gap in the history lies over it: between the last complete read and one that found so many new backups that the
-- service may have dropped others unseen. What was read later tells of the days before it, since the service keeps its
-- newest backups. A day that is not read, or lies in such a gap, is `unread`, not `none`; what was made is known anyway.
create or replace ${as_invoker} view report_backup_calendar as
select d.source,
       d.instance_id,
       d.instance_name,
       d.${day},
       d.succeeded,
       d.failed,
       d.running,
       d.size_bytes,
       case
           when d.succeeded > 0 then 'made'
           when d.failed > 0 then 'failed'
           when d.as_of >= ${day_begins} d.${day} ${day_begins_end}
                and not exists (
                    select 1
                    from history_gap g
                    where g.instance_id = d.instance_id
                      and g.endpoint = 'backups'
                      and g.noticed_at >= ${day_begins} d.${day} ${day_begins_end}
                      and g.begins_at < ${day_ends} d.${day} ${day_ends_end}
                ) then 'none'
           else 'unread'
       end ${by_code_point} as state,
       d.as_of
from (
    select i.source,
           i.instance_id,
           i.name as instance_name,
           c.utc_day as ${day},
           count(case when ${backup_outcome} = 'succeeded' then 1 end) as succeeded,
           count(case when ${backup_outcome} = 'failed' then 1 end) as failed,
           count(case when ${backup_outcome} = 'running' then 1 end) as running,
           cast(sum(case when ${backup_outcome} = 'succeeded' and b.size_bytes >= 0 then b.size_bytes end)
                as decimal(38, 0)) as size_bytes,
           s.completed_at as as_of
    from dcs_instance i
    join calendar_day c
        on c.utc_day >= cast(i.first_seen_at ${utc} as date)
        and c.utc_day <= cast(coalesce(i.gone_at, ${now}) ${utc} as date)
    left join instance_sync s on s.instance_id = i.instance_id and s.endpoint = 'backups'
    left join ${backups_by_outcome}
        on b.instance_id = i.instance_id
        and b.created_at >= ${day_begins} c.utc_day ${day_begins_end}
        and b.created_at < ${day_ends} c.utc_day ${day_ends_end}
        and b.created_at <= ${soon}
    group by i.source, i.instance_id, i.name, c.utc_day, s.completed_at
) d;
