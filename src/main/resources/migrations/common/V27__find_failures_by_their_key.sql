-- The key finds an instance's failures, too, and a database that has two ways to look one up may take the long one: it
-- knows little of a table that has just begun to grow.
${drop_failure_index} operation_failure_open;
