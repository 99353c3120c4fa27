-- When every selected list of each source was last read whole.
select source, last_complete_at as value
from last_complete
