-- One row per backup: how it ended. The report views tell the same of it.
create or replace ${as_invoker} view outcome_of_backups as
select b.source,
       b.instance_id,
       b.backup_id,
       b.status,
       b.error_code,
       b.created_at,
       b.updated_at,
       ${backup_outcome} ${by_code_point} as outcome
from backup_record b;
