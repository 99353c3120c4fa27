-- One row per setting that the report views need, replaced at every start.
create table if not exists report_setting (
    name  ${key} not null,
    value ${text},
    primary key (name)
) ${table_options};
