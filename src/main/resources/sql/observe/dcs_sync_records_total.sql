-- What became of the records that were read, and of those that were not listed any more. One reading of the syncs.
select o.outcome,
       case o.outcome
           when 'inserted' then s.inserted
           when 'changed' then s.changed
           when 'unchanged' then s.unchanged
           when 'rejected' then s.rejected
           else s.vanished
       end as value
from (
    select coalesce(sum(records_inserted), 0) as inserted,
           coalesce(sum(records_changed), 0) as changed,
           coalesce(sum(records_unchanged), 0) as unchanged,
           coalesce(sum(records_rejected), 0) as rejected,
           coalesce(sum(records_vanished), 0) as vanished
    from sync_run
) s
cross join (
    select 'inserted' as outcome
    union all
    select 'changed'
    union all
    select 'unchanged'
    union all
    select 'rejected'
    union all
    select 'vanished'
) o
union all
select label, total from metric_total where metric = 'dcs_sync_records_total'
