insert into instance_sync (instance_id, endpoint, source, run_id, attempted_at, completed_at, proof, records,
                           total_num, pages, shifts, rereads, low_water_at)
values (:#instance_id, :#endpoint, :#source,
        :#run_id, :#attempted_at, :#completed_at, :#proof,
        :#records, :#total_num, :#pages,
        :#shifts, :#rereads, :#low_water_at)
