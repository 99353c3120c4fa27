-- Since when the oldest rejected record waits, of the instances that are selected and the sources that are synced.
select min(rejected_at) as value
from rejected_record r
where r.replayed_at is null
  and exists (select 1 from sync_run s where s.source = r.source)
  and not exists (select 1 from dcs_instance i where i.instance_id = r.instance_id and not i.is_selected)
