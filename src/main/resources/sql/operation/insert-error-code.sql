insert into error_code (code, category, severity, retryable, backup_meaning, restore_meaning, owner, runbook)
values (:code, :category, :severity, :retryable, :backupMeaning, :restoreMeaning, :owner, :runbook)
