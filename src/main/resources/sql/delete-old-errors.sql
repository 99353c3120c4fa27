delete from sync_error
where error_id in (
    select error_id
    -- MariaDB deletes from a table that it reads from only where a table stands in between.
    from (select error_id
          from sync_error
          where source = :#${variable.run.source.name}
            and occurred_at < :#${variable.cutoffs.errors}
          order by occurred_at
          limit 10000) old)
