-- Money of the mall beside goods: what sending costs, parts that channels send straight to merchants, and the ledger held against money that moved.

-- What sending the goods of one seller costs. `seller` '': the house, and every merchant without terms of its own.
create table shipping_terms (
  programme_id text not null references programme,
  seller text not null,
  fee bigint not null,
  free_from bigint,
  primary key (programme_id, seller),
  constraint shipping_terms_figures check (fee >= 0 and free_from >= 0)
);

alter table purchase
  add column shipping bigint not null default 0,
  add column shipping_refunded bigint not null default 0,
  add constraint purchase_shipping check (shipping_refunded between 0 and shipping);
alter table purchase_refund
  add column shipping bigint not null default 0,
  add constraint purchase_refund_shipping check (shipping >= 0);

-- Where a channel sends the merchant's part. These are addresses, not keys: they lie open.
create table merchant_receiver (
  programme_id text not null,
  merchant text not null,
  channel text not null,
  account text not null,
  name text not null,
  created_at timestamptz not null default now(),
  primary key (programme_id, merchant, channel),
  foreign key (programme_id, merchant) references merchant,
  constraint merchant_receiver_channel check (channel in ('sandbox', 'alipay', 'wechat', 'stripe'))
);

-- The part of one order. The ledger gives it up first (`booking`, `booked`), then the channel sends it; `at` is when it is tried next.
create table split (
  programme_id text not null,
  purchase text not null,
  merchant text not null,
  payment text not null,
  channel text not null,
  account text not null,
  amount bigint,
  fee bigint not null default 0,
  returned bigint not null default 0,
  state text not null default 'due',
  channel_ref text not null default '',
  at timestamptz not null,
  made_at timestamptz not null,
  primary key (programme_id, purchase),
  foreign key (programme_id, purchase) references purchase,
  constraint split_state check (state in ('due', 'booking', 'booked', 'done', 'failed', 'kept')),
  constraint split_amounts check (fee >= 0 and returned between 0 and amount)
);
create index split_merchant on split (programme_id, merchant, made_at);
create index split_waiting on split (programme_id, at) where state in ('due', 'booked');

-- What a refund takes back of it, by the name of the refund.
create table split_return (
  programme_id text not null,
  purchase text not null,
  refund text not null,
  amount bigint not null,
  state text not null default 'due',
  at timestamptz not null,
  made_at timestamptz not null,
  primary key (programme_id, purchase, refund),
  foreign key (programme_id, purchase) references split,
  constraint split_return_state check (state in ('booking', 'due', 'done', 'failed', 'dropped')),
  constraint split_return_amount check (amount > 0)
);
create index split_return_waiting on split_return (programme_id, at) where state = 'due';

-- Parts have a table of their own.
alter table channel_move
  drop constraint channel_move_kind,
  add constraint channel_move_kind check (kind in ('in', 'out'));

create table ledger_comparison (
  programme_id text not null references programme,
  day date not null,
  ledger_in bigint not null,
  ledger_out bigint not null,
  money_in bigint not null,
  money_out bigint not null,
  elsewhere bigint not null,
  differences jsonb not null,
  at timestamptz not null default now(),
  primary key (programme_id, day)
);
