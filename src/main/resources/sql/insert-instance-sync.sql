insert into instance_sync (instance_id, endpoint, source, run_id, attempted_at, completed_at, proof, records,
                           total_num, pages, shifts, rereads, low_water_at)
values (:#${variable.task.instance.id}, :#${variable.task.endpoint}, :#${variable.run.source.name},
        :#${variable.run.id}, :#${variable.reading.attemptedAt}, :#${variable.reading.completedAt}, :#${variable.reading.proof},
        :#${variable.reading.records}, :#${variable.reading.totalNum}, :#${variable.reading.pages},
        :#${variable.reading.shifts}, :#${variable.reading.rereads}, :#${variable.reading.lowWaterAt})
