-- Instances of a source in breach without an open alert, and those with one that are well again or not to be protected.
select r.instance_id, r.verdict, r.policy, r.rpo_minutes, r.age_minutes
from report_rpo_status r
left join alert a on a.open_key = concat('rpo_breach:', r.instance_id)
where r.source = :source
  and (r.verdict in ('breach', 'never') and a.alert_id is null
       or r.verdict in ('ok', 'not_applicable', 'new') and a.alert_id is not null)
