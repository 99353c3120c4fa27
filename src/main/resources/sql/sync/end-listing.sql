update instance_listing
set status = :status,
    not_listed = :notListed,
    error = :error,
    noted_at = current_timestamp(6)
where source = :source
  and run_id = :runId
  and status = 'reading'
