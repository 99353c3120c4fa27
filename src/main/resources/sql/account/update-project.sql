-- What has changed about a project. The name of its source never does.
update account_project
set endpoint = :endpoint,
    project_name = :projectName,
    gone_at = :goneAt
where account = :account
  and project_id = :projectId
