-- A source that nobody syncs any more; were its project found again, it would be a new one.
delete from account_project
where source = :source
