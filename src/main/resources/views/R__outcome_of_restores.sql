-- How did each restoration end? Every report, metric and statement that asks reads it here.
-- Grain: one row per restoration that any list ever showed, of all instances and times.
-- Order: none; whoever asks says which.
-- The program's twin is the class Outcome; the rules are those of outcome_of_backups, but that nothing becomes of a
-- restoration: `expired` and `deleted` are not known.
create or replace ${as_invoker} view outcome_of_restores as
select r.source,
       r.instance_id,
       r.restore_id,
       r.status,
       r.error_code,
       r.created_at,
       r.updated_at,
       case
           when ${word} r.status ${word_end} = 'succeed' then 'succeeded'
           when ${word} r.status ${word_end} like '%failed' or r.error_code is not null then 'failed'
           when ${word} r.status ${word_end} in ('waiting', 'backuping', 'restoring') then 'running'
           when exists (
                   select 1
                   from operation_failure seen
                   where seen.record_type = 'restore'
                     and seen.instance_id = r.instance_id
                     and seen.record_id = r.restore_id
                     and seen.recovered_at is null
               ) then 'failed'
           else 'unknown'
       end ${by_code_point} as outcome,
       r.backup_id,
       r.source_instance_id,
       r.progress,
       r.first_seen_at,
       r.vanished_at,
       -- Services write 1970 and the year 1 where they have no time; no restoration is as old.
       case when r.created_at > ${no_time} then r.created_at end as made_at
from restore_record r;
