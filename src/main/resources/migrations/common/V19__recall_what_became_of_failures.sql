-- When a record that had failed said itself that it has succeeded after all. Any other failure stays one, whatever
-- becomes of its record.
alter table operation_failure add column ${if_not_exists} recovered_at ${instant};
