-- How far can the data be trusted?
-- Grain: one row per source that has selected instances or syncs that are kept: how far its data can be trusted.
-- Order: source; missing values come last.
-- What is known of its selected instances is at least as new as as_of.
-- What is more than five minutes in the future was written before the clock was set back, and says nothing of now.
create or replace ${as_invoker} view report_sync_health as
select q.source,
       q.as_of,
       case
           when q.as_of is null then false
           else ${seconds_until} ${now} ${since} q.as_of) between -300 and (select f.seconds from freshness_of_reports f)
       end as is_fresh,
       q.instances,
       q.lists_proved,
       q.lists_weak,
       q.lists_failing,
       q.lists_never_read,
       q.quarantined,
       q.history_gaps,
       q.rejected_records,
       r.run_id       as last_run_id,
       r.trigger_type as last_trigger_type,
       r.status       as last_status,
       r.started_at   as last_started_at,
       r.finished_at  as last_finished_at,
       q.last_complete_at,
       r.error        as last_error,
       q.time_unreadable
from (
    select n.source,
           coalesce(l.instances, 0) as instances,
           coalesce(l.proved, 0) as lists_proved,
           coalesce(l.weak, 0) as lists_weak,
           coalesce(l.failing, 0) as lists_failing,
           coalesce(${lists_of_an_instance} * l.instances - l.lists_read, 0) as lists_never_read,
           coalesce(l.quarantined, 0) as quarantined,
           coalesce(l.history_gaps, 0) as history_gaps,
           (
               select count(*)
               from rejected_record x
               where x.source = n.source and x.replayed_at is null
                 and not exists (
                     select 1
                     from dcs_instance i
                     where i.instance_id = x.instance_id and not i.is_selected
                 )
           ) as rejected_records,
           -- One by one: each is found in an index alone.
           (
               select count(*)
               from dcs_instance i
               join backup_record b on b.instance_id = i.instance_id
               where i.source = n.source and ${instance_is_read}
                 and b.created_at is null and b.vanished_at is null
           ) + (
               select count(*)
               from dcs_instance i
               join backup_record b on b.instance_id = i.instance_id
               where i.source = n.source and ${instance_is_read}
                 and b.created_at <= ${no_time} and b.vanished_at is null
           ) + (
               select count(*)
               from dcs_instance i
               join restore_record r on r.instance_id = i.instance_id
               where i.source = n.source and ${instance_is_read}
                 and r.created_at is null and r.vanished_at is null
           ) + (
               select count(*)
               from dcs_instance i
               join restore_record r on r.instance_id = i.instance_id
               where i.source = n.source and ${instance_is_read}
                 and r.created_at <= ${no_time} and r.vanished_at is null
           ) as time_unreadable,
           case
               when l.instances is null then c.last_complete_at
               when l.lists_read = ${lists_of_an_instance} * l.instances then l.oldest_read_at
           end as as_of,
           c.last_complete_at,
           (
               select x.run_id
               from sync_run x
               where x.source = n.source and x.started_at <= ${soon}
               order by x.started_at desc, x.run_id desc
               limit 1
           ) as last_run_id
    from (
        select i.source from dcs_instance i where ${instance_is_read}
        union
        select source from sync_run
    ) n
    left join last_complete c on c.source = n.source
    left join (
        select i.source,
               count(distinct i.instance_id) as instances,
               count(s.completed_at) as lists_read,
               min(s.completed_at) as oldest_read_at,
               count(case when s.consecutive_failures = 0 and s.proof = 'proved' then 1 end) as proved,
               count(case when s.consecutive_failures = 0 and s.proof = 'weak' then 1 end) as weak,
               count(case when s.consecutive_failures > 0 then 1 end) as failing,
               count(case when s.quarantined_until > ${now} and coalesce(s.attempted_at, ${now}) <= ${soon}
                           then 1 end) as quarantined, -- dcs_instances_quarantined.sql counts the same
               count(s.history_gap_at) as history_gaps
        from dcs_instance i
        left join instance_sync s on s.instance_id = i.instance_id
        where ${instance_is_read}
        group by i.source
    ) l on l.source = n.source
) q
left join sync_run r on r.run_id = q.last_run_id;
