-- How a list was read to its end.
-- The service keeps 24 backups: as many new ones since the last complete read may have pushed out others unseen. This
-- comes first, because it is about the time of that read, which MariaDB would no longer have further down.
update instance_sync
set history_gap_at = case
        when endpoint = 'backups'
            and (select count(*)
                 from backup_record
                 where backup_record.instance_id = instance_sync.instance_id
                   and backup_record.first_seen_at > instance_sync.completed_at) >= 24
        then :completedAt
        else history_gap_at
    end,
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
