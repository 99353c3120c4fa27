-- Every instance that is there, its recovery point and its verdict.
select instance_id, last_success_at, verdict
from report_rpo_status
