delete from report_setting
where name = :name
