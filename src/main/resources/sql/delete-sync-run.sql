delete from sync_run
where run_id = :#${variable.run.id}
