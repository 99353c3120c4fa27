-- No instance of a source counts any more.
update dcs_instance
set is_selected = false
where source = :source
  and is_selected
