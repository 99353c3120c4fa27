insert into operation_failure (record_type, instance_id, record_id, source, error_code, category, severity,
                               operation_at, detected_at)
values (:#record_type, :#instance_id, :#record_id, :#source, :#error_code,
        :#category, :#severity, :#operation_at, :#detected_at)
