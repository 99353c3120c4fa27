insert into instance_sync (instance_id, endpoint, source, run_id, attempted_at, proof, consecutive_failures,
                           http_status, error_code, error_msg, request_id)
values (:#${variable.task.instance.id}, :#${variable.task.endpoint}, :#${variable.run.source.name},
        :#${variable.run.id}, :#${variable.failure.at}, 'none', 1, :#${variable.failure.status},
        :#${variable.failure.code}, :#${variable.failure.message}, :#${variable.failure.requestId})
