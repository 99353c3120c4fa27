-- Which instances are not known to be protected, and why?
-- Grain: one row per selected instance that is not gone and is not known to be protected though it could be, and why.
-- Order: source, instance_name, instance_id; missing values come last.
create or replace ${as_invoker} view report_unprotected as
select s.source,
       s.instance_id,
       s.instance_name,
       s.policy,
       s.rpo_minutes,
       s.verdict,
       s.reason,
       s.last_success_at,
       s.age_minutes,
       s.last_status,
       s.last_error_code,
       s.as_of
from (
    select source, instance_id, instance_name, policy, rpo_minutes, last_success_at, age_minutes, last_status,
           last_error_code, as_of, verdict, reason
    from report_rpo_status
    ${once}
) s
where s.verdict not in ('ok', 'not_applicable');
