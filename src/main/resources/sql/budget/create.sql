-- The line of a source that nobody has asked so far.
insert into request_budget (source, granted_until)
values (:source, current_timestamp(6))
