-- The journal in short: what postings say again and again stands once in journal_form, an entry's postings are lines of form
-- numbers, names, amounts and figures, and what the row knows already is not written twice. Rows written before keep their
-- postings in full, with the words of their time; readers take both.

create table journal_form (
  programme_id text not null,
  form integer not null,
  shape json not null,
  primary key (programme_id, form),
  constraint journal_form_number check (form >= 0)
);

alter table journal rename to journal_in_full;

create table journal (
  programme_id text not null,
  seq bigint not null,
  booked_at timestamptz not null default now(),
  gross bigint,
  margin bigint,
  day date not null,
  type text not null,
  at text not null,
  event_id text,
  body_hash bytea,
  event json,
  postings json not null,
  notes json,
  standing json,
  hash bytea not null
);

insert into journal (programme_id, seq, booked_at, gross, margin, day, type, at, event_id, body_hash, event, postings, notes, standing, hash)
select j.programme_id, j.seq, j.booked_at, j.gross, j.margin, j.day, j.type, j.at, j.event_id, j.body_hash, j.event,
  coalesce((
    select json_agg(json_build_object('debit', p.debit, 'credit', p.credit, 'asset', p.asset, 'amount', p.amount::text, 'why', p.why) order by p.n)
    from rows from (unnest(j.debits, j.credits, j.assets, j.amounts), json_array_elements(j.whys)) with ordinality
      as p (debit, credit, asset, amount, why, n)
  ), '[]'), nullif(j.notes::text, '[]')::json, j.standing, j.hash
from journal_in_full j;

drop table journal_in_full;

alter table journal add primary key (programme_id, seq),
  add constraint journal_event_once unique (programme_id, event_id),
  add constraint journal_seq check (seq > 0),
  add constraint journal_event_whole check ((event_id is null) = (event is null) and (event_id is not null or body_hash is null)),
  add constraint journal_close check (event_id is not null or (type = 'day.closed' and standing is not null)),
  add constraint journal_hashes check (octet_length(hash) = 32 and (body_hash is null or octet_length(body_hash) = 32)),
  add constraint journal_figures check ((gross is null) = (margin is null));

create unique index journal_day_once on journal (programme_id, day) where event_id is null;

-- Orders are most of a journal: they are found by going through it; the rest by this.
create index journal_by_type on journal (programme_id, type, seq) where type <> 'order.settled';
