-- One row per good backup that somebody deleted, and what says so: the service itself, or that its rules would not have.
-- The service drops the oldest of more than 24 backups, and automatic ones by their age; manual ones stay till deleted.
create or replace view report_manual_deletions as
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
    select source, instance_id, backup_id, backup_name, backup_type, created_at,
           coalesce((
               select min(c.observed_at)
               from record_change c
               where c.record_type = 'backup'
                 and c.instance_id = backup_record.instance_id
                 and c.record_id = backup_record.backup_id
                 and c.field = 'status'
                 and c.new_value = 'deleted'), first_seen_at) as noticed_at,
           'deleted_status' ${by_code_point} as evidence
    from backup_record
    where status = 'deleted'
    union all
    select v.source, v.instance_id, v.backup_id, v.backup_name, v.backup_type, v.created_at, v.vanished_at,
           case
               when v.created_at > case v.backup_type when 'manual' then l.oldest_at else l.oldest_automatic_at end
                   then 'older_still_listed'
               else 'room_for_manual'
           end ${by_code_point}
    from (
        select instance_id,
               count(*) as listed,
               min(created_at) as oldest_at,
               min(case backup_type when 'auto' then created_at end) as oldest_automatic_at
        from backup_record
        where vanished_at is null and coalesce(status, '') not in ('expired', 'deleted')
        group by instance_id
    ) l
    join backup_record v on v.instance_id = l.instance_id
    where v.vanished_at is not null
      and v.status = 'succeed'
      and (
          v.created_at > case v.backup_type when 'manual' then l.oldest_at else l.oldest_automatic_at end
          or v.backup_type = 'manual' and l.listed < 24
      )
) b
left join dcs_instance i on i.instance_id = b.instance_id
left join instance_sync s on s.instance_id = b.instance_id and s.endpoint = 'backups';
