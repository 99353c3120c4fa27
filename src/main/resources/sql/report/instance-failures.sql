-- The newest failures of an instance, with what their codes mean.
select f.record_type, f.record_id, f.error_code, coalesce(e.category, f.category) as category,
       coalesce(e.severity, f.severity) as severity,
       case f.record_type when 'backup' then e.backup_meaning when 'restore' then e.restore_meaning end as meaning,
       e.owner, e.runbook, f.operation_at, f.detected_at, f.resolved_at
from operation_failure f
left join error_code known on lower(replace(known.code, ' ', '')) = lower(replace(f.error_code, ' ', ''))
left join error_code e on e.code = coalesce(known.code,
        case when f.error_code is null then 'unclassified' else 'unknown' end)
where f.instance_id = :instanceId
order by f.detected_at desc, f.record_type, f.record_id
limit 200
