-- Open alerts, and news of the end of alerts that were told, that a sink has not received.
select count(*) as value
from alert a
where ${alert_is_untold}
