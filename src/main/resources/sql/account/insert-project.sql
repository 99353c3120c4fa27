-- A project that was not known; its source keeps this name.
insert into account_project (account, project_id, endpoint, project_name, source, found_at, gone_at)
values (:account, :projectId, :endpoint, :projectName, :source, :foundAt, :goneAt)
