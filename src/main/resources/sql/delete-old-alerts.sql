-- Whatever its source: a source may be gone. An alert that is open stays, and one
-- whose end nobody has been told of.
delete from alert
where alert_id in (
    select alert_id
    -- MariaDB deletes from a table that it reads from only where a table stands in between.
    from (select alert_id
          from alert
          where resolved_at < :#${variable.cutoffs.alerts}
            and (is_waiting = false or delivered_at is null or resolved_delivered_at is not null)
          order by resolved_at
          limit 10000) old)
