-- Which backups did somebody delete?
-- Grain: one row per backup that had succeeded and that somebody deleted.
-- Order: noticed_at desc, instance_id, backup_id; missing values come last.
-- One that has expired and is gone was deleted by nobody: of those that are gone only the status `succeed` counts.
-- What says so is the service itself, or that its rules would not have.
-- The service drops the oldest of more than 24 backups, and automatic ones by their age; manual ones stay till deleted.
create or replace ${as_invoker} view report_manual_deletions as
select b.source,
       b.instance_id,
       i.name as instance_name,
       b.backup_id,
       b.backup_name,
       b.backup_type,
       b.created_at,
       b.noticed_at,
       b.evidence,
       s.completed_at as as_of
from (
    select b.source, b.instance_id, b.backup_id, b.backup_name, b.backup_type, b.created_at,
           coalesce((
               select min(c.observed_at)
               from record_change c
               where c.record_type = 'backup'
                 and c.instance_id = b.instance_id
                 and c.record_id = b.backup_id
                 and c.field = 'status'
                 and ${word} c.new_value ${word_end} = 'deleted'), b.first_seen_at) as noticed_at,
           'deleted_status' ${by_code_point} as evidence
    from ${backups_by_outcome}
    where ${word} b.status ${word_end} = 'deleted' and ${backup_succeeded}
    union all
    select b.source, b.instance_id, b.backup_id, b.backup_name, b.backup_type, b.created_at, b.vanished_at,
           case
               when b.created_at > case when ${word} b.backup_type ${word_end} = 'manual' then l.oldest_at
                                        else l.oldest_automatic_at end
                   then 'older_still_listed'
               else 'room_for_manual'
           end ${by_code_point}
    from (
        select instance_id,
               count(*) as listed,
               min(case when created_at > ${no_time} and created_at <= ${soon}
                        then created_at end) as oldest_at,
               min(case when created_at > ${no_time} and created_at <= ${soon}
                             and ${word} backup_type ${word_end} = 'auto'
                        then created_at end) as oldest_automatic_at
        from availability_of_backups
        where is_listed
        group by instance_id
    ) l
    join backup_record b on b.instance_id = l.instance_id
    where b.vanished_at is not null
      and ${word} b.status ${word_end} = 'succeed'
      and (b.created_at is null or b.created_at <= ${soon})
      and (
          b.created_at > case when ${word} b.backup_type ${word_end} = 'manual' then l.oldest_at
                              else l.oldest_automatic_at end
          or ${word} b.backup_type ${word_end} = 'manual' and l.listed < 24
      )
) b
left join dcs_instance i on i.instance_id = b.instance_id
left join instance_sync s on s.instance_id = b.instance_id and s.endpoint = 'backups';
