-- What needs somebody now, who, and what is to be done first?
-- Grain: one row per thing that needs somebody: an instance without a young enough backup, a failure since yesterday that
-- nothing has made good, an operation that does not end, a source that is not read, a gap, a list in quarantine.
-- Order: priority, since, source, instance_id, kind, detail; missing values come last.
-- Each kind is what the report of that kind says; who and what first is said by the error code where there is one.
create or replace ${as_invoker} view report_worklist as
select w.source,
       w.instance_id,
       w.instance_name,
       w.kind,
       w.priority,
       w.since,
       w.error_code,
       w.detail,
       coalesce(case when w.has_code then e.owner end, w.owner) as owner,
       coalesce(case when w.has_code then e.runbook end, w.to_do) as to_do
from (
    select u.source,
           u.instance_id,
           u.instance_name,
           u.verdict as kind,
           1 as priority,
           u.last_success_at as since,
           u.last_error_code as error_code,
           u.reason as detail,
           u.reason in ('last_failed', 'none_succeeded') as has_code,
           'instance owner' ${by_code_point} as owner,
           'Look at the backup policy of the instance, and make a backup by hand.' ${by_code_point} as to_do
    from report_unprotected u
    where u.verdict in ('breach', 'never')
    union all
    select f.source,
           f.instance_id,
           i.name,
           'failure' ${by_code_point},
           2,
           coalesce(f.operation_at, f.detected_at),
           f.error_code,
           f.record_type,
           true,
           'instance owner' ${by_code_point},
           'Run the operation again.' ${by_code_point}
    from operation_failure f
    join dcs_instance i on i.instance_id = f.instance_id and ${instance_is_read}
    where f.resolved_at is null
      and cast(f.detected_at ${utc} as date) >= cast((${now} - ${days} 1 ${days_end}) ${utc} as date)
    union all
    select s.source,
           s.instance_id,
           s.instance_name,
           'stuck' ${by_code_point},
           3,
           s.created_at,
           null,
           s.record_type,
           false,
           'instance owner' ${by_code_point},
           'Look whether it still runs; when it does not, open a ticket with its id.' ${by_code_point}
    from report_stuck s
    join dcs_instance i on i.instance_id = s.instance_id and ${instance_is_read}
    union all
    select h.source,
           null,
           null,
           'stale_source' ${by_code_point},
           4,
           h.as_of,
           null,
           h.last_error,
           false,
           'operator of dcs-sync' ${by_code_point},
           'Run check and mend what it says; nothing newer is known of this source.' ${by_code_point}
    from report_sync_health h
    where not h.is_fresh
    union all
    select g.source,
           g.instance_id,
           g.instance_name,
           'history_gap' ${by_code_point},
           5,
           g.history_gap_at,
           null,
           g.endpoint,
           false,
           'operator of dcs-sync' ${by_code_point},
           'Sync more often than the instance makes 24 backups.' ${by_code_point}
    from report_history_gap g
    join dcs_instance i on i.instance_id = g.instance_id and ${instance_is_read}
    where g.history_gap_at > ${now} - ${days} 7 ${days_end}
    union all
    select s.source,
           s.instance_id,
           i.name,
           'quarantine' ${by_code_point},
           6,
           s.completed_at,
           s.error_code,
           s.endpoint,
           false,
           'operator of dcs-sync' ${by_code_point},
           'Mend what the service says of this list; it is tried again by itself.' ${by_code_point}
    from instance_sync s
    join dcs_instance i on i.instance_id = s.instance_id and ${instance_is_read}
    where s.quarantined_until > ${now}
      and coalesce(s.attempted_at, ${now}) <= ${soon}
) w
left join error_code known
    on w.has_code and lower(replace(known.code, ' ', '')) = lower(replace(w.error_code, ' ', ''))
left join error_code e
    on e.code = coalesce(known.code, case when w.error_code is null then 'unclassified' else 'unknown' end);
