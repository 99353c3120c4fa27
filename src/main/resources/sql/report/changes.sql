-- What changed last in the records of all instances. By the syncs that saw it: of these the time is in an index.
select c.observed_at, r.source, c.record_type, c.instance_id, i.name as instance_name, c.record_id, c.field, c.old_value,
       c.new_value
from sync_run r
join record_change c on c.run_id = r.run_id
left join dcs_instance i on i.instance_id = c.instance_id
where r.started_at >= :since
order by c.change_id desc
limit 200
