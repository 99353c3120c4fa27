-- The newest restoration that succeeded of all selected instances; a time before 1970, or more than five minutes
-- from now, is none.
select max(r.updated_at) as value
from outcome_of_restores r
where r.outcome = 'succeeded'
  and r.updated_at > ${no_time}
  and r.updated_at <= current_timestamp(6) + interval '5' minute
  and not exists (select 1 from dcs_instance i where i.instance_id = r.instance_id and not i.is_selected)
