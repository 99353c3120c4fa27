-- Gaps in histories of a source that were noticed since a time and that no alert was raised about.
select s.instance_id, s.history_gap_at
from instance_sync s
where s.source = :source
  and s.history_gap_at >= :since
  and not exists (
      select 1
      from alert a
      where a.kind = 'history_gap' and a.instance_id = s.instance_id and a.raised_at >= s.history_gap_at)
