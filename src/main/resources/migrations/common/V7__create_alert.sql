-- One row per alert: raised, delivered, resolved and its resolution delivered, each at most once.
-- open_key is dedup_key while the alert is open, else NULL; being unique it lets only one of a kind be open.
-- 700 characters hold a kind and two ids, and in utf8mb4 still fit InnoDB's longest key of 3072 bytes.
create table if not exists alert (
    alert_id              ${identity}  not null,
    kind                  varchar(64)  ${exact} not null,
    dedup_key             varchar(700) ${exact} not null,
    open_key              varchar(700) ${exact},
    severity              varchar(64)  ${exact},
    source                ${key},
    instance_id           ${key},
    title                 ${text},
    payload               ${text},
    raised_at             ${instant}   not null,
    resolved_at           ${instant},
    delivered_at          ${instant},
    resolved_delivered_at ${instant},
    attempts              integer      default 0 not null,
    last_error            ${text},
    primary key (alert_id),
    constraint alert_open unique (open_key)
) ${table_options};

-- Alerts that wait for delivery.
create index ${if_not_exists} alert_undelivered on alert (delivered_at, resolved_delivered_at);
