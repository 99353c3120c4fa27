-- Requests by the status of their answer: none where there was no answer, 200 where nothing went wrong.
select coalesce(cast(http_status as char(3)), 'none') as status, count(*) as value
from sync_error
where rule is not null
group by http_status
union all
select '200', coalesce(sum(requests_succeeded), 0) from sync_run
union all
select label, total from metric_total where metric = 'dcs_api_requests_total'
