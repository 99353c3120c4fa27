-- Unless somebody has taken it since it was found ended.
delete from sync_lease
where source = :source
  and ${lease_is_over}
