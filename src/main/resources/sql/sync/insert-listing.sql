insert into instance_listing (source, asked_for, run_id, status, noted_at)
values (:source, :askedFor, :runId, 'reading', current_timestamp(6))
