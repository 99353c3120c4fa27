-- Requests by the status of their answer: none where there was no answer, 200 where nothing went wrong.
select coalesce(cast(http_status as char(3)), 'none') as status, count(*) as value
from sync_error
group by http_status
union all
select '200', case when asked > failed then asked - failed else 0 end
from (select coalesce(sum(requests), 0) as asked from sync_run) runs
cross join (select count(*) as failed from sync_error) errors
