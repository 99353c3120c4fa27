update sync_run
set status = 'interrupted',
    finished_at = :#${variable.run.startedAt}
where source = :#${variable.run.source.name}
  and status = 'running'
