-- What alerts about several sources have in common, in words: "no answer from https://dcs.eu-de.example.com". Those that
-- wait with the same one are told together. NULL where an alert has a cause of its own.
alter table alert add column ${if_not_exists} cause varchar(255) ${exact};

-- By what key a sink knows the alerts that it was told together: they are over for it when the last of them is. NULL for
-- one that it was told by itself.
alter table alert_delivery add column ${if_not_exists} told_as varchar(700) ${exact};
