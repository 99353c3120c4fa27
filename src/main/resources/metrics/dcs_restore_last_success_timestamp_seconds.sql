-- The newest restoration that succeeded of all selected instances.
select max(r.updated_at) as value
from outcome_of_restores r
where r.outcome = 'succeeded'
  and not exists (select 1 from dcs_instance i where i.instance_id = r.instance_id and not i.is_selected)
