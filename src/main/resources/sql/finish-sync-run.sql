update sync_run
set finished_at = :#${variable.run.finishedAt},
    status = :#${variable.run.status},
    instances = :#${variable.run.summary.instances},
    tasks_complete = :#${variable.run.summary.complete},
    tasks_failed = :#${variable.run.summary.failed},
    records_read = :#${variable.run.summary.read},
    records_inserted = :#${variable.run.summary.inserted},
    records_changed = :#${variable.run.summary.changed},
    records_unchanged = :#${variable.run.summary.unchanged},
    records_vanished = :#${variable.run.summary.vanished},
    records_rejected = :#${variable.run.summary.rejected},
    requests = :#${variable.run.summary.requests},
    requests_succeeded = :#${variable.run.requestsSucceeded},
    retries = :#${variable.run.summary.retries},
    error = :#${variable.run.error}
where run_id = :#${variable.run.id}
  -- Whoever has taken the source over has called this run interrupted, and that it stays.
  and status = 'running'
