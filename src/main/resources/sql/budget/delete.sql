-- The line of a source that nobody asks any more.
delete from request_budget
where source = :source
