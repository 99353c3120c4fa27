-- Backups that were seen to fail, by code: what became of them takes none back. Known codes without any have 0.
select coalesce(error_code, 'none') as code, count(*) as value
from operation_failure
where record_type = 'backup'
group by error_code
union all
select code, 0 from error_code where code not in ('unclassified', 'unknown')
union all
select label, total from metric_total where metric = 'dcs_backup_failures_total'
