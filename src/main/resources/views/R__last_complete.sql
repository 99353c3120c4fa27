-- When was each source last read whole? Reports, metrics, health and alerts go by the same.
-- Grain: one row per source that was ever read whole.
-- Order: none; whoever asks says which.
-- A source that is cut into shards is as far as the shard that is furthest behind; what has another number of shards was
-- another cut. The program asks this query with its own clock in place of the database's.
create or replace ${as_invoker} view last_complete as
select c.source,
       max(c.complete_at) as last_complete_at
from (
    select s.source,
           s.shards,
           min(s.complete_at) as complete_at
    from (
        select r.source,
               r.shards,
               r.shard,
               max(r.finished_at) as complete_at
        from coverage_of_syncs r
        where r.is_whole and r.finished_at <= ${soon}
        group by r.source, r.shards, r.shard
    ) s
    group by s.source, s.shards
    having count(*) = s.shards
) c
group by c.source;
