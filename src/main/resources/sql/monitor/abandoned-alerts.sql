-- Open alerts from before a time whose source nobody has begun to sync since; an instance is the source's that has it now.
select a.open_key, coalesce(i.source, a.source) as source
from alert a
left join dcs_instance i on i.instance_id = a.instance_id
where a.open_key > '' -- unlike is not null, found by its index on H2
  and a.source is not null
  and a.raised_at < :since
  and not exists (
      select 1
      from sync_run r
      where r.source = coalesce(i.source, a.source) and r.started_at >= :since)
