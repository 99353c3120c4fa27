-- A complaint that holds for longer is not shortened, but for one from before the database's clock was set back.
update request_budget
set slowed_to = :rate,
    held_until = case when held_until > :until and held_until < :implausible then held_until else :until end
where source = :source
