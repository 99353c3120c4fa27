insert into operation_failure (record_type, instance_id, record_id, source, error_code, category, severity,
                               operation_at, detected_at)
values (:#${body.recordType}, :#${body.instanceId}, :#${body.recordId}, :#${body.source}, :#${body.errorCode},
        :#${body.category}, :#${body.severity}, :#${body.operationAt}, :#${body.detectedAt})
