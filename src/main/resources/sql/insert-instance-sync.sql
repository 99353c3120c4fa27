insert into instance_sync (instance_id, endpoint, source, run_id, attempted_at, completed_at, proof, records,
                           total_num, pages, shifts, rereads, low_water_at)
values (:#${variable.listing.instanceId}, :#${variable.listing.endpoint}, :#${variable.run.source.name},
        :#${variable.run.id}, :#${variable.listing.openedAt}, :#${variable.listing.now}, :#${variable.listing.proof},
        :#${variable.listing.records}, :#${variable.listing.total}, :#${variable.listing.pages},
        :#${variable.listing.shifts}, :#${variable.listing.rereads}, :#${variable.listing.lowWaterAt})
