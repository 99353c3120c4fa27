-- Old errors of a source: what retention deletes.
create index ${if_not_exists} sync_error_occurred on sync_error (source, occurred_at);
