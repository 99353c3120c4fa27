update total_num_meaning
set api = :#${body.api},
    meaning = :#${body.meaning},
    learned_at = :#${variable.run.finishedAt}
where source = :#${variable.run.shard.name}
  and endpoint = :#${body.endpoint}
