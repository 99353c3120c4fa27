-- Lists of each source's selected instances that are left alone for a while because they failed again and again: what
-- report_sync_health says, and none of what else it counts.
select n.source, count(q.source) as value
from (
    select i.source from dcs_instance i where ${instance_is_read}
    union
    select source from sync_run
) n
left join (
    select i.source
    from instance_sync s
    join dcs_instance i on i.instance_id = s.instance_id
    where s.quarantined_until > current_timestamp(6)
      and coalesce(s.attempted_at, current_timestamp(6)) <= current_timestamp(6) + interval '5' minute
      and ${instance_is_read}
) q on q.source = n.source
group by n.source
