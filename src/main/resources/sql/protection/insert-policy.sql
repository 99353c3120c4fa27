insert into protection_policy (name, match_pattern, rpo_minutes, rto_minutes, drill_days, position)
values (:name, :matchPattern, :rpoMinutes, :rtoMinutes, :drillDays, :position)
