-- Whether the settings select the instance: only such count as protected or not. What was there before is selected
-- until the next sync looks.
alter table dcs_instance add column ${if_not_exists} is_selected boolean default true not null;
