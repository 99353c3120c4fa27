-- What a sink has been told that still goes on.
select a.payload
from alert a
join alert_delivery d on d.alert_id = a.alert_id and d.sink = :sink
where a.open_key > '' -- unlike is not null, found by its index on H2
  and d.delivered_at is not null
order by a.alert_id
