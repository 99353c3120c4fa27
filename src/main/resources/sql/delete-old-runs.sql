delete from sync_run
where run_id in (
    select run_id
    -- MariaDB deletes from a table that it reads from only where a table stands in between.
    from (select run_id
          from sync_run
          where source = :#${variable.run.source.name}
            and finished_at < :#${variable.cutoffs.runs}
          order by started_at
          limit 10000) old)
