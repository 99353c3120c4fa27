-- One row per alert and sink that was tried: what that sink was told of it, how often it was tried, and why it did not
-- take it. The columns of the same names in alert are about all sinks together: when the first of them took it, how often
-- any was tried, and what the last one said that did not.
create table if not exists alert_delivery (
    alert_id              bigint       not null,
    sink                  varchar(64)  ${exact} not null,
    delivered_at          ${instant},
    resolved_delivered_at ${instant},
    attempts              integer      default 0 not null,
    last_error            ${text},
    primary key (alert_id, sink),
    constraint alert_delivery_alert foreign key (alert_id) references alert (alert_id) on delete cascade
) ${table_options};

-- The one sink that there was.
insert into alert_delivery (alert_id, sink, delivered_at, resolved_delivered_at, attempts, last_error)
select a.alert_id, 'default', a.delivered_at, a.resolved_delivered_at, a.attempts, a.last_error
from alert a
where (a.attempts > 0 or a.delivered_at is not null)
  and not exists (select 1 from alert_delivery d where d.alert_id = a.alert_id and d.sink = 'default');

-- Whether some sink may have to be told something of it: so when it is raised, and when it is over.
alter table alert add column ${if_not_exists} is_waiting boolean default true not null;

update alert
set is_waiting = false
where resolved_at is not null and (delivered_at is null or resolved_delivered_at is not null)
   or resolved_at is null and delivered_at is not null;

create index ${if_not_exists} alert_waiting on alert (is_waiting);

-- When a sink was last told that the program lives, by whatever process.
create table if not exists alert_sink (
    sink         varchar(64) ${exact} not null,
    heartbeat_at ${instant}  not null,
    primary key (sink)
) ${table_options};
