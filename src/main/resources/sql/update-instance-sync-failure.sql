update instance_sync
set source = :#${variable.run.source.name},
    run_id = :#${variable.run.id},
    attempted_at = :#${variable.failure.error.at},
    completed_at = coalesce(:#${variable.failure.completedAt}, completed_at),
    proof = 'none',
    consecutive_failures = :#${variable.failure.failures},
    quarantined_until = :#${variable.failure.pausedUntil},
    http_status = :#${variable.failure.error.status},
    error_code = :#${variable.failure.error.code},
    not_applicable_at = coalesce(:#${variable.failure.notApplicableAt}, not_applicable_at),
    error_msg = :#${variable.failure.error.message},
    request_id = :#${variable.failure.error.requestId}
where instance_id = :#${variable.task.instance.id}
  and endpoint = :#${variable.task.endpoint}
