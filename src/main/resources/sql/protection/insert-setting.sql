insert into report_setting (name, value)
values (:name, :value)
