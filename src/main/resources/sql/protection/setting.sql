-- A setting that report views read.
select value
from report_setting
where name = :name
