-- How far back can each instance be restored?
-- Grain: one row per instance that is not gone: how far back the service can restore it, and how much more the history
-- knows.
-- Order: source, instance_name, instance_id; missing values come last.
-- The service keeps 24 backups an instance: free_slots is how many more fit before it drops the oldest.
-- Backups from the future count for nothing.
create or replace ${as_invoker} view report_retention as
select i.source,
       i.instance_id,
       i.name as instance_name,
       coalesce(b.backups_recorded, 0)   as backups_recorded,
       coalesce(b.backups_listed, 0)     as backups_listed,
       coalesce(b.backups_restorable, 0) as backups_restorable,
       case when b.backups_listed > 24 then 0 else 24 - coalesce(b.backups_listed, 0) end as free_slots,
       b.oldest_restorable_at,
       b.newest_restorable_at,
       cast(floor((${seconds_until} ${now} ${since} b.oldest_restorable_at)) / 86400) as ${whole}) as reach_days,
       b.listed_size_bytes,
       s.completed_at as as_of
from dcs_instance i
left join (
    select instance_id,
           count(*) as backups_recorded,
           count(case when is_listed then 1 end) as backups_listed,
           count(case when is_restorable then 1 end) as backups_restorable,
           min(case when is_restorable then made_at end) as oldest_restorable_at,
           max(case when is_restorable then made_at end) as newest_restorable_at,
           cast(sum(case when is_listed then size_bytes end) as decimal(38, 0)) as listed_size_bytes
    from availability_of_backups
    where created_at is null or created_at <= ${soon}
    group by instance_id
) b on b.instance_id = i.instance_id
left join instance_sync s on s.instance_id = i.instance_id and s.endpoint = 'backups'
where i.gone_at is null;
