-- One row per project that IAM listed once: what its source is called, whatever the project is called today, and since
-- when it is not listed any more. account is the name under which it stands in the settings. With IAM silent these are
-- the sources.
create table if not exists account_project (
    account      ${key}     not null,
    project_id   ${key}     not null,
    endpoint     ${text},
    project_name ${text},
    source       ${key}     not null,
    found_at     ${instant} not null,
    gone_at      ${instant},
    primary key (account, project_id)
) ${table_options};
