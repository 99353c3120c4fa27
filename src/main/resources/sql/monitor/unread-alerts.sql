-- Open alerts of a source about an instance that no sync reads any more: it is gone, not selected, or not known.
select a.open_key, a.instance_id, i.instance_id as known_id
from alert a
left join dcs_instance i on i.instance_id = a.instance_id
where a.open_key > '' -- unlike is not null, found by its index on H2
  and a.instance_id is not null
  and coalesce(i.source, a.source) = :source
  and (i.instance_id is null or not (${instance_is_read}))
