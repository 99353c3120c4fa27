-- Alerts, and news of their end, that nobody has received.
select count(*) as value
from alert
where delivered_at is null or (resolved_at is not null and resolved_delivered_at is null)
