-- What did each sync cover, and can its end be when its source was last read whole?
-- Grain: one row per sync that is kept, also one that still runs.
-- Order: none; whoever asks says which.
-- One counts that came to the end of all that it was to read, which was neither a part of the lists nor single instances.
-- Earlier versions did not note what a sync was to read, nor of how many shards it was one.
create or replace ${as_invoker} view coverage_of_syncs as
select r.source,
       r.run_id,
       r.started_at,
       r.finished_at,
       coalesce(r.shard, 1) as shard,
       coalesce(r.shards, 1) as shards,
       (r.shard is null or r.shards is not null) as is_of_known_cut,
       (r.status = 'complete' and coalesce(r.is_whole, r.trigger_type <> 'backfill')
        and (r.shard is null or r.shards is not null)) as is_whole
from sync_run r;
