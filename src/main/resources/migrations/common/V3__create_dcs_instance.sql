-- One row per cache instance ever discovered or named in the settings; never deleted.
-- capacity_gb has three decimals: the service sells instances of 0.125 GB.
create table if not exists dcs_instance (
    instance_id    ${key}      not null,
    source         ${key}      not null,
    project_id     ${key},
    name           ${text},
    engine         ${text},
    engine_version ${text},
    status         ${text},
    capacity_gb    numeric(10, 3),
    spec_code      ${text},
    created_at     ${instant},
    policy         ${text},
    first_seen_at  ${instant}  not null,
    changed_at     ${instant}  not null,
    gone_at        ${instant},
    extra          ${text},
    primary key (instance_id)
) ${table_options};

create index ${if_not_exists} dcs_instance_source on dcs_instance (source);
