-- The service keeps 24 backups: as many new ones since the last complete read may have pushed out others unseen. This
-- comes first, because it is about the time of that read, which MariaDB would no longer have further down.
update instance_sync
set history_gap_at = case
        when endpoint = 'backups'
            and (select count(*)
                 from backup_record
                 where backup_record.instance_id = instance_sync.instance_id
                   and backup_record.first_seen_at > instance_sync.completed_at) >= 24
        then :#${variable.listing.now}
        else history_gap_at
    end,
    source = :#${variable.run.source.name},
    run_id = :#${variable.run.id},
    attempted_at = :#${variable.listing.openedAt},
    completed_at = :#${variable.listing.now},
    proof = :#${variable.listing.proof},
    records = :#${variable.listing.records},
    total_num = :#${variable.listing.total},
    pages = :#${variable.listing.pages},
    shifts = :#${variable.listing.shifts},
    rereads = :#${variable.listing.rereads},
    low_water_at = :#${variable.listing.lowWaterAt},
    consecutive_failures = 0,
    quarantined_until = null,
    http_status = null,
    error_code = null,
    error_msg = null,
    request_id = null
where instance_id = :#${variable.listing.instanceId}
  and endpoint = :#${variable.listing.endpoint}
