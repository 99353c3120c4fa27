-- Open alerts, and news of the end of alerts that were told, that nobody has received.
select count(*) as value
from alert
where delivered_at is null and resolved_at is null
   or delivered_at is not null and resolved_at is not null and resolved_delivered_at is null
