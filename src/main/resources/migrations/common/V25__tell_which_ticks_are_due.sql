-- The first tick that was not served yet, by the schedule as it was when that was noted: neither a changed schedule nor a
-- sync that did not come to its end loses it. NULL where an older version noted the tick before.
alter table schedule_tick add column ${if_not_exists} due_at ${instant};
