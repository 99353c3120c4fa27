insert into sync_error (run_id, source, instance_id, endpoint, occurred_at, http_status, error_code, error_msg,
                        request_id, rule, action)
values (:#${variable.run.id}, :#${variable.run.source.name}, :#${body.instanceId}, :#${body.endpoint}, :#${body.at},
        :#${body.status}, :#${body.code}, :#${body.message}, :#${body.requestId}, :#${body.rule}, :#${body.action})
