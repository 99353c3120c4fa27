-- How old may be what a report says before it says `unknown`?
-- Grain: one row per database, which has one setting.
-- Order: none; whoever asks says which.
-- What the setting dcs.freshness says, `3600s` or another number of s, m, h or d; an hour when no program has run yet. It
-- reads the table as its own: to H2, what a view without a table says never changes.
create or replace ${as_invoker} view freshness_of_reports as
select coalesce(max(cast(left(t.value, char_length(t.value) - 1) as decimal(18, 3))
                    * case right(t.value, 1) when 'd' then 86400 when 'h' then 3600 when 'm' then 60 else 1 end), 3600)
           as seconds
from report_setting t
where t.name = 'dcs.freshness';
