-- Instances of each source that are left alone for a while because their lists failed again and again.
select source, quarantined as value
from report_sync_health
