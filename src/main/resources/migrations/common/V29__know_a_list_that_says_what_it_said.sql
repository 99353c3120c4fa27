-- What tells the answers of the last complete read from others: a list that says the same again need not be compared.
alter table instance_sync add column ${if_not_exists} checksum bigint;
