insert into sync_run (run_id, trigger_type, source, node, version, started_at, status, shard,
                      shards, is_whole)
values (:#${variable.run.id}, :#${variable.run.trigger}, :#${variable.run.source.name}, :#${variable.run.node},
        :#${variable.run.version}, :#${variable.run.startedAt}, 'running', :#${variable.run.shardNumber},
        :#${variable.run.shards}, :#${variable.run.whole})
