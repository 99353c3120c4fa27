-- How far the line of a source is granted, and until when nobody may ask it, by the same clock.
select current_timestamp(6), granted_until, held_until, slowed_to
from request_budget
where source = :source
