-- Into how many parts a source is cut, and who says so.
select shards, node, declared_at
from source_cut
where source = :source
