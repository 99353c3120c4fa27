-- Where something was due until a time.
select source, kind, ticked_at, due_at
from schedule_tick
where due_at <= :until
