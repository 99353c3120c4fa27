select source, shards
from source_cut
