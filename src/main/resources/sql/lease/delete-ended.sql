-- Unless somebody has taken it since it was found ended.
delete from sync_lease
where source = :source
  and (expires_at is null or expires_at < current_timestamp(6) - interval '1' day)
