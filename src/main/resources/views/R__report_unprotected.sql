-- One row per instance that is not gone and is not known to be protected, and why.
create or replace view report_unprotected as
select s.source,
       s.instance_id,
       s.instance_name,
       s.policy,
       s.rpo_minutes,
       s.verdict,
       case
           when s.verdict = 'unknown' and s.as_of is null then 'never_read'
           when s.verdict = 'unknown' then 'stale_reading'
           when s.last_status is null then 'no_backups'
           when s.verdict = 'never' then 'none_succeeded'
           when s.last_status = 'failed' then 'last_failed'
           when s.last_status in ('waiting', 'backuping') then 'still_running'
           when s.last_success_at is null then 'none_restorable'
           else 'too_old'
       end ${by_code_point} as reason,
       s.last_success_at,
       s.age_minutes,
       s.last_status,
       s.last_error_code,
       s.as_of
from (
    select source, instance_id, instance_name, policy, rpo_minutes, last_success_at, age_minutes, last_status,
           last_error_code, as_of, verdict
    from report_rpo_status
    ${once}
) s
where s.verdict <> 'ok';
