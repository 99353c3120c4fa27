delete from source_cut
where source = :source
