-- Alerts that a sink has been told, and the key of those that it was told together.
update alert_delivery
set attempts = attempts + 1,
    delivered_at = :now,
    told_as = :toldAs
where alert_id in (:alertIds) and sink = :sink
