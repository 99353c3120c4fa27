-- Failed backups by code.
select error_code as code, sum(failures) as value
from report_failures_by_code
where record_type = 'backup'
group by error_code
