insert into total_num_meaning (source, endpoint, api, meaning, learned_at)
values (:#${variable.run.shard.name}, :#${body.endpoint}, :#${body.api}, :#${body.meaning}, :#${variable.run.finishedAt})
