-- How each list of an instance was read last.
select endpoint, run_id, attempted_at, completed_at, proof, records, total_num, pages, shifts, rereads, low_water_at,
       consecutive_failures, quarantined_until, http_status, error_code, error_msg, request_id, history_gap_at
from instance_sync
where instance_id = :instanceId
order by endpoint
