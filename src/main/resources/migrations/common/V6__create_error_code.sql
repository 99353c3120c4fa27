-- One row per error code of config/error-codes.yaml, replaced at every start.
create table if not exists error_code (
    code            ${key}      not null,
    category        varchar(64) ${exact},
    severity        varchar(64) ${exact},
    retryable       boolean,
    backup_meaning  ${text},
    restore_meaning ${text},
    owner           ${text},
    runbook         ${text},
    primary key (code)
) ${table_options};
