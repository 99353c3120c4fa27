-- The sync in which an alert was raised, while it still went on: it is told once that has ended, with all others. NULL
-- for one that was raised at the end of a sync, or outside.
alter table alert add column ${if_not_exists} run_id varchar(36) ${exact};
