-- One row per restoration: how it ended. The report views tell the same of it.
create or replace ${as_invoker} view outcome_of_restores as
select r.source,
       r.instance_id,
       r.restore_id,
       r.status,
       r.error_code,
       r.created_at,
       r.updated_at,
       ${restore_outcome} ${by_code_point} as outcome
from restore_record r;
