-- The newest backup of an instance without sorting those of the same moment: report_rpo_status looks for it four times.
-- It does all that the index on (instance_id, created_at) did.
create index ${if_not_exists} backup_record_newest on backup_record (instance_id, created_at, backup_id);

${drop_backup_index} backup_record_created;
