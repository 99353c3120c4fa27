-- What reports know of error codes.
select code, category, severity, retryable, backup_meaning, restore_meaning, owner, runbook
from error_code
