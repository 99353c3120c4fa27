update alert
set resolved_at = :#${variable.written.now},
    open_key = null
where open_key in (
        select concat('operation_failure:', f.record_type, ':', f.instance_id, ':', f.record_id)
        from operation_failure f
        where f.instance_id = :#${variable.written.origin.instanceId}
          and f.resolved_at = :#${variable.written.now}
    )
