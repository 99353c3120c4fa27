insert into schedule_tick (source, kind, ticked_at, due_at)
values (:source, :kind, :tickedAt, :dueAt)
