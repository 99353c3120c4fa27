-- Requests that repeated another.
select coalesce(sum(retries), 0) as value from sync_run
union all
select total from metric_total where metric = 'dcs_api_retries_total'
