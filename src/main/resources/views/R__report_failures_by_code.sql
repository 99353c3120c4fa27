-- Which error codes were there, and who acts on them?
-- Grain: one row per kind of operation and error code that has failures, of all sources and all times.
-- Order: failures desc, record_type, error_code; missing values come last.
-- What was once seen to fail counts, whatever became of it: a later success does not undo that the code occurred.
-- A code without an entry has the meaning of `unknown`, a failure without a code that of `unclassified`.
create or replace ${as_invoker} view report_failures_by_code as
select f.record_type,
       f.error_code,
       coalesce(e.category, f.category) as category,
       coalesce(e.severity, f.severity) as severity,
       case f.record_type when 'backup' then e.backup_meaning when 'restore' then e.restore_meaning end as meaning,
       e.owner,
       e.runbook,
       f.failures,
       f.instances,
       f.first_at,
       f.last_at
from (
    select record_type,
           min(error_code) as error_code,
           max(category)   as category,
           max(severity)   as severity,
           count(*)        as failures,
           count(distinct instance_id) as instances,
           -- When it was noticed, where the service says no time, or one that is still to come.
           min(case when operation_at > ${no_time} and operation_at <= ${soon}
                    then operation_at else detected_at end) as first_at,
           max(case when operation_at > ${no_time} and operation_at <= ${soon}
                    then operation_at else detected_at end) as last_at,
           lower(replace(error_code, ' ', ''))              as comparable
    from operation_failure
    group by record_type, lower(replace(error_code, ' ', ''))
) f
left join error_code known on lower(replace(known.code, ' ', '')) = f.comparable
left join error_code e on e.code = coalesce(known.code,
        case when f.error_code is null then 'unclassified' else 'unknown' end);
