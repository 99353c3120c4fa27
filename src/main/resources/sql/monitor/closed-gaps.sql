-- Instances of a source with an open alert about a gap, whose history was read since a time and had no new one.
select s.instance_id
from instance_sync s
where s.source = :source
  and s.endpoint = 'backups'
  and s.history_gap_at < :since
  and s.completed_at >= :since
  and exists (select 1 from alert a where a.open_key = concat('history_gap:', s.instance_id))
