-- Those of some keys under which an alert is open.
select open_key
from alert
where open_key in (:keys)
