-- The time by the clock that all processes have in common.
select current_timestamp(6)
