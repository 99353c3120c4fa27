delete from schedule_tick
where source = :source
