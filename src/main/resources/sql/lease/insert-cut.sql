insert into source_cut (source, shards, node, declared_at)
values (:source, :shards, :node, :declaredAt)
