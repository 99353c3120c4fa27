-- Every instance that is there, its recovery point and its verdict.
select source, instance_id, instance_name, last_success_at, verdict
from report_rpo_status
