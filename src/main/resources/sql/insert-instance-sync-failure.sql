insert into instance_sync (instance_id, endpoint, source, run_id, attempted_at, completed_at, proof,
                           consecutive_failures, quarantined_until, http_status, error_code, error_msg, request_id,
                           not_applicable_at)
values (:#${variable.task.instance.id}, :#${variable.task.endpoint}, :#${variable.run.source.name},
        :#${variable.run.id}, :#${variable.failure.error.at}, :#${variable.failure.completedAt}, 'none',
        :#${variable.failure.failures}, :#${variable.failure.pausedUntil}, :#${variable.failure.error.status},
        :#${variable.failure.error.code}, :#${variable.failure.error.message}, :#${variable.failure.error.requestId},
        :#${variable.failure.notApplicableAt})
