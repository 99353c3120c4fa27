-- How the lists of some instances fared before, and how many of their records were there when last looked for.
select instance_id, endpoint, low_water_at, consecutive_failures, quarantined_until, attempted_at, checksum,
    case
        when endpoint = 'backups'
            then (select count(*)
                  from backup_record
                  where backup_record.instance_id = instance_sync.instance_id
                    and vanished_at is null)
        else (select count(*)
              from restore_record
              where restore_record.instance_id = instance_sync.instance_id
                and vanished_at is null)
    end as present
from instance_sync
where instance_id in (:instanceIds)
