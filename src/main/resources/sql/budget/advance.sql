-- Unless somebody else has moved it since it was read: it never stands still while it is granted.
update request_budget
set granted_until = :until
where source = :source
  and granted_until = :seen
