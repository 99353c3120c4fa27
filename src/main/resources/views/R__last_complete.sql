-- One row per source that was ever read whole: when it last was. Health, metrics and alerts go by the same.
create or replace ${as_invoker} view last_complete as
${last_complete};
