-- How a list was read to its end for the first time.
insert into instance_sync (instance_id, endpoint, source, run_id, attempted_at, completed_at, proof, records,
                           total_num, pages, shifts, rereads, low_water_at, checksum)
values (:instanceId, :endpoint, :source,
        :runId, :attemptedAt, :completedAt, :proof,
        :records, :totalNum, :pages,
        :shifts, :rereads, :lowWaterAt, :checksum)
