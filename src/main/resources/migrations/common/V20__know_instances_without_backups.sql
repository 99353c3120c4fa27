-- When the service last said that the instance cannot have backups, until it lists some: a fault between two such
-- answers says nothing else.
alter table instance_sync add column ${if_not_exists} not_applicable_at ${instant};

-- The newest restorations of an instance's backups: report_drill_due looks for them.
create index ${if_not_exists} restore_record_origin on restore_record (source_instance_id, created_at);
