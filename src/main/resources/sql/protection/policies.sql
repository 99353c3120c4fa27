-- The policies in the order in which they are tried.
select name, match_pattern, rpo_minutes, rto_minutes, drill_days, position
from protection_policy
order by position, name
