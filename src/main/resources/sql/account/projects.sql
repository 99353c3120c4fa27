-- Every project that was ever found and is not forgotten.
select account, project_id, endpoint, project_name, source, found_at, gone_at
from account_project
order by found_at, account, project_id
