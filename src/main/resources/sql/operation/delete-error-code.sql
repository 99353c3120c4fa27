delete from error_code
where code = :code
