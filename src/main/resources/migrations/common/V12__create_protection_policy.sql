-- One row per protection policy of the settings, replaced at every start. The lowest position that matches wins.
create table if not exists protection_policy (
    name          ${key}  not null,
    match_pattern ${text} not null,
    rpo_minutes   bigint  not null,
    rto_minutes   bigint  not null,
    drill_days    bigint  not null,
    position      integer not null,
    primary key (name)
) ${table_options};
