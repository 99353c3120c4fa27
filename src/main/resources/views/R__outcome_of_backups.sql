-- How did each backup end? Every report, metric and statement that asks reads it here.
-- Grain: one row per backup that any list ever showed, of all instances and times.
-- Order: none; whoever asks says which.
-- The program's twin is the class Outcome. A word of the service counts whatever its case and the blanks around it.
-- `expired` and `deleted` say what became of a backup, not how it ended: it had succeeded, unless it has an error code
-- or was seen failed before. A failure once seen stays one until the record itself says that it runs again or has
-- succeeded.
-- It reads one table, without a join, group or limit: PostgreSQL and MariaDB see the table's indexes through it. H2 does
-- not, and works out every column of each row that it reads here. So whoever looks for successes alone reads
-- backups_by_outcome and asks backup_succeeded (RecordsByView), and what one report alone asks for stands in that report.
-- New columns come last.
create or replace ${as_invoker} view outcome_of_backups as
select b.source,
       b.instance_id,
       b.backup_id,
       b.status,
       b.error_code,
       b.created_at,
       b.updated_at,
       case
           when ${word} b.status ${word_end} = 'succeed' then 'succeeded'
           when ${word} b.status ${word_end} like '%failed' or b.error_code is not null then 'failed'
           when ${word} b.status ${word_end} in ('waiting', 'backuping', 'restoring') then 'running'
           when exists (
                   select 1
                   from operation_failure seen
                   where seen.record_type = 'backup'
                     and seen.instance_id = b.instance_id
                     and seen.record_id = b.backup_id
                     and seen.recovered_at is null
               ) then 'failed'
           when ${word} b.status ${word_end} in ('expired', 'deleted') then 'succeeded'
           else 'unknown'
       end ${by_code_point} as outcome,
       b.backup_name,
       b.backup_type,
       b.progress,
       b.first_seen_at,
       b.vanished_at,
       -- None below zero.
       case when b.size_bytes >= 0 then b.size_bytes end as size_bytes,
       -- Services write 1970 and the year 1 where they have no time; no backup is as old.
       case when b.created_at > ${no_time} then b.created_at end as made_at
from backup_record b;
