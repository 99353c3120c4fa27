-- How a list was read to its end. Whether that leaves a gap in the history was noted just before.
update instance_sync
set history_gap_at = coalesce((
        select g.noticed_at
        from history_gap g
        where g.instance_id = instance_sync.instance_id
          and g.endpoint = instance_sync.endpoint
          and g.noticed_at = :completedAt
    ), history_gap_at),
    source = :source,
    run_id = :runId,
    attempted_at = :attemptedAt,
    completed_at = :completedAt,
    proof = :proof,
    records = :records,
    total_num = :totalNum,
    pages = :pages,
    shifts = :shifts,
    rereads = :rereads,
    low_water_at = :lowWaterAt,
    checksum = :checksum,
    consecutive_failures = 0,
    quarantined_until = null,
    http_status = null,
    error_code = null,
    error_msg = null,
    not_applicable_at = null,
    request_id = null
where instance_id = :instanceId
  and endpoint = :endpoint
