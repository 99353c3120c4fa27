-- The same, and nobody changes it before this transaction ends. Not in share mode, which each database spells otherwise:
-- a lease is taken once a sync, in a moment.
select shards, node, declared_at
from source_cut
where source = :source
for update
