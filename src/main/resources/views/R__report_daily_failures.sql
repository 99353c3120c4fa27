-- With which codes did operations fail on each day?
-- Grain: one row per UTC day, source, kind of operation and error code that has failures.
-- Order: day desc, source, record_type, error_code; missing values come last.
-- As report_failures_by_code, which sums up all days and sources.
create or replace ${as_invoker} view report_daily_failures as
select f.${day},
       f.source,
       f.record_type,
       f.error_code,
       coalesce(e.category, f.category) as category,
       coalesce(e.severity, f.severity) as severity,
       case f.record_type when 'backup' then e.backup_meaning when 'restore' then e.restore_meaning end as meaning,
       e.owner,
       e.runbook,
       f.failures,
       f.instances
from (
    select cast(o.failed_at ${utc} as date) as ${day},
           o.source,
           o.record_type,
           min(o.error_code) as error_code,
           max(o.category)   as category,
           max(o.severity)   as severity,
           count(*)          as failures,
           count(distinct o.instance_id) as instances,
           o.comparable
    from (
        select source,
               record_type,
               instance_id,
               error_code,
               category,
               severity,
               -- When it was noticed, where the service says no time, or one that is still to come.
               case when operation_at > ${no_time} and operation_at <= ${soon}
                    then operation_at else detected_at end as failed_at,
               lower(replace(error_code, ' ', '')) as comparable
        from operation_failure
    ) o
    group by cast(o.failed_at ${utc} as date), o.source, o.record_type, o.comparable
) f
left join error_code known on lower(replace(known.code, ' ', '')) = f.comparable
left join error_code e on e.code = coalesce(known.code,
        case when f.error_code is null then 'unclassified' else 'unknown' end);
