-- Where may records be missing?
-- Grain: one row per list of an instance that had 24 or more new backups since its last complete read: some may be
-- missing.
-- Order: history_gap_at desc, instance_id, endpoint; missing values come last.
create or replace ${as_invoker} view report_history_gap as
select s.source,
       s.instance_id,
       i.name as instance_name,
       s.endpoint,
       s.history_gap_at,
       s.completed_at as as_of
from instance_sync s
left join dcs_instance i on i.instance_id = s.instance_id
where s.history_gap_at is not null;
