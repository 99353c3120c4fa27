delete from instance_listing
where source = :source
