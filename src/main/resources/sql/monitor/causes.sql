-- Why the syncs of sources fail that others have in common.
select source, max(cause) as cause
from alert
where kind = 'source_failed'
  and open_key > '' -- unlike is not null, found by its index on H2
  and cause is not null
group by source
