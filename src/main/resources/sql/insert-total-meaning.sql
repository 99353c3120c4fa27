insert into total_num_meaning (source, endpoint, meaning, learned_at)
values (:#${variable.run.shard.name}, :#${body.endpoint}, :#${body.meaning}, :#${variable.run.finishedAt})
