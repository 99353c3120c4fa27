-- Which backups does the service keep, and which of them can be restored? Every report that asks reads it here.
-- Grain: one row per backup that any list ever showed, of all instances and times.
-- Order: none; whoever asks says which.
-- As outcome_of_backups it reads one table alone. New columns come last.
create or replace ${as_invoker} view availability_of_backups as
select b.source,
       b.instance_id,
       b.backup_id,
       b.backup_type,
       b.created_at,
       -- Services write 1970 and the year 1 where they have no time; no backup is as old.
       case when b.created_at > ${no_time} then b.created_at end as made_at,
       -- None below zero.
       case when b.size_bytes >= 0 then b.size_bytes end as size_bytes,
       -- The service keeps it, or will when it is made.
       (b.vanished_at is null and coalesce(${word} b.status ${word_end}, '') not in ('expired', 'deleted')) as is_listed,
       -- The service keeps it, and it can be restored for all that is known.
       (coalesce(${word} b.status ${word_end} = 'succeed', false) and coalesce(b.is_support_restore, true)
        and b.vanished_at is null) as is_restorable
from backup_record b;
