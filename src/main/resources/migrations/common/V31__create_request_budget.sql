-- One row per source: the line on which the requests of all processes stand. Whoever moves granted_until on has the time
-- in between alone. held_until is when the service may be asked again after it was asked too often, slowed_to how many
-- requests a second it then gets, which grows with the time since; NULL where each process halves what was its own.
create table if not exists request_budget (
    source        ${key}        not null,
    granted_until ${instant}    not null,
    held_until    ${instant},
    slowed_to     numeric(12,3),
    primary key (source)
) ${table_options};
