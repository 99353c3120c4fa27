update source_cut
set shards = :shards,
    node = :node,
    declared_at = current_timestamp(6)
where source = :source
