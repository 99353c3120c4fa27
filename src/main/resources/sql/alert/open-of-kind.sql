-- The keys of the open alerts of a kind about a source.
select open_key
from alert
where open_key > '' -- unlike is not null, found by its index on H2
  and kind = :kind
  and source = :source
