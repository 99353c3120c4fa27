-- One row per source and endpoint: what the service's total_num was seen to count there.
create table if not exists total_num_meaning (
    source     ${key}      not null,
    endpoint   varchar(16) ${exact} not null,
    meaning    varchar(32) ${exact} not null,
    learned_at ${instant}  not null,
    primary key (source, endpoint)
) ${table_options};
