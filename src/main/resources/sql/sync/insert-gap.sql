-- That the history may have a gap since the last complete read of a list of backups.
-- The service keeps 24 backups: as many new ones since that read may have pushed out others unseen.
insert into history_gap (instance_id, endpoint, noticed_at, begins_at)
select s.instance_id, s.endpoint, :completedAt, s.completed_at
from instance_sync s
where s.instance_id = :instanceId
  and s.endpoint = :endpoint
  and s.completed_at < :completedAt
  and (select count(*)
       from backup_record b
       where b.instance_id = s.instance_id
         and b.first_seen_at > s.completed_at) >= 24
