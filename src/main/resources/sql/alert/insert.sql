-- An alert that is open from now on, under its own key.
insert into alert (kind, dedup_key, open_key, severity, source, instance_id, title, payload, run_id, raised_at)
values (:kind, :key, :key, :severity, :source, :instanceId, :title, :payload, :runId, :raisedAt)
