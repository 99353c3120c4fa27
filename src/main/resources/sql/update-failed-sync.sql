update instance_sync
set source = :#${variable.run.source.name},
    run_id = :#${variable.run.id},
    attempted_at = :#${variable.failure.at},
    proof = 'none',
    consecutive_failures = consecutive_failures + 1,
    http_status = :#${variable.failure.status},
    error_code = :#${variable.failure.code},
    error_msg = :#${variable.failure.message},
    request_id = :#${variable.failure.requestId}
where instance_id = :#${variable.task.instance.id}
  and endpoint = :#${variable.task.endpoint}
