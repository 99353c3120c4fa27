update source_cut
set shards = :shards,
    node = :node,
    declared_at = :declaredAt
where source = :source
