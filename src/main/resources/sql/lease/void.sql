-- What another cut of a source has taken is its no more: its holder finds another token. Whose cut is not known may have
-- any.
update sync_lease
set token = token + 1,
    holder = null,
    run_id = null,
    expires_at = null
where (source = :source or source like :parts escape '!')
  and expires_at is not null
  and (shards is null or shards <> :shards)
