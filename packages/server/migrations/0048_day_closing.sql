-- A close that writes for very many holders is told in parts: entries of the type day.closing, and day.closed at the end, once a day
-- as ever, with how things stood.

alter table journal drop constraint journal_close,
  add constraint journal_close check (event_id is not null or (type = 'day.closed' and standing is not null) or (type = 'day.closing' and standing is null));

drop index journal_day_once;

create unique index journal_day_once on journal (programme_id, day) where event_id is null and type = 'day.closed';
