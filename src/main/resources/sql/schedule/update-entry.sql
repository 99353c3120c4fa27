update schedule_tick
set ticked_at = :tickedAt,
    due_at = :dueAt
where source = :source
  and kind = :kind
