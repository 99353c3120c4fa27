-- The version of the API that counts so: another one may count otherwise. NULL where an older version noted the meaning.
alter table total_num_meaning add column ${if_not_exists} api varchar(16) ${exact};
