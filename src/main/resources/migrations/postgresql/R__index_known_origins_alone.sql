-- Where the backup of a restoration came from, version 2 of the API does not say: an index with nothing but unknown origins
-- in it took a quarter of the time in which restorations are written. Other databases cannot leave these out.
create index if not exists restore_record_known_origin on restore_record (source_instance_id, created_at)
    where source_instance_id is not null;

drop index if exists restore_record_origin;
