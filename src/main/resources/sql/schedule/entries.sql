-- How far each kind of sync of each source has come, of those that are no more, too.
select source, kind, ticked_at, due_at
from schedule_tick
