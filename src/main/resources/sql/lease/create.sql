-- The lease of a source that nobody has synced so far.
insert into sync_lease (source, token)
values (:source, 0)
