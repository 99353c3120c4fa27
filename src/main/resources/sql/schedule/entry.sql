-- How far one kind of sync of one source or shard has come.
select source, kind, ticked_at, due_at
from schedule_tick
where source = :source
  and kind = :kind
