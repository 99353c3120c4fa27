-- The keys of alerts that a sink was told together, and of which one still goes on.
select distinct d.told_as
from alert a
join alert_delivery d on d.alert_id = a.alert_id and d.sink = :sink
where a.open_key > '' -- unlike is not null, found by its index on H2
  and d.delivered_at is not null
  and d.told_as is not null
