-- Unless another sync has taken it up meanwhile. This waits for a page that the one before is just storing.
update instance_listing
set asked_for = :askedFor,
    run_id = :runId,
    status = 'reading',
    not_listed = null,
    error = null,
    noted_at = current_timestamp(6)
where source = :source
  and run_id = :before
  and status = :status
