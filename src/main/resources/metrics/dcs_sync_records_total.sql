-- What became of the records that were read, and of those that were not listed any more.
select 'inserted' as outcome, coalesce(sum(records_inserted), 0) as value from sync_run
union all
select 'changed', coalesce(sum(records_changed), 0) from sync_run
union all
select 'unchanged', coalesce(sum(records_unchanged), 0) from sync_run
union all
select 'rejected', coalesce(sum(records_rejected), 0) from sync_run
union all
select 'vanished', coalesce(sum(records_vanished), 0) from sync_run
union all
select label, total from metric_total where metric = 'dcs_sync_records_total'
