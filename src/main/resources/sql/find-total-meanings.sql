select endpoint, api, meaning
from total_num_meaning
where source = :#${variable.run.shard.name}
