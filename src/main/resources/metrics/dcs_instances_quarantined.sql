-- Instances that are left alone for a while because their lists failed again and again.
select source, count(distinct case when quarantined_until > current_timestamp then instance_id end) as value
from instance_sync
group by source
