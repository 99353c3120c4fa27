-- Lists of selected instances that were left alone for a while, and may still be.
select s.source, s.instance_id, i.name as instance_name, s.endpoint, s.quarantined_until, s.consecutive_failures,
       s.http_status, s.error_code, s.error_msg
from instance_sync s
left join dcs_instance i on i.instance_id = s.instance_id
where s.quarantined_until is not null and i.gone_at is null and coalesce(i.is_selected, true)
order by s.quarantined_until desc, s.instance_id, s.endpoint
limit 200
