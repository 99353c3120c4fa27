-- Since when the oldest rejected record waits, of the instances that are selected.
select min(rejected_at) as value
from rejected_record r
where r.replayed_at is null
  and not exists (select 1 from dcs_instance i where i.instance_id = r.instance_id and not i.is_selected)
