-- Channels: their settings (keys encrypted), what they told us, what we asked of them, and the daily comparison.

create table channel_account (
  programme_id text not null references programme,
  channel text not null,
  sealed bytea not null,
  updated_at timestamptz not null default now(),
  primary key (programme_id, channel),
  constraint channel_account_channel check (channel in ('sandbox', 'alipay', 'wechat', 'stripe'))
);

-- Each notification counts once, under the channel's own id for it.
create table channel_notice (
  programme_id text not null references programme,
  channel text not null,
  notice text not null,
  kind text not null,
  payment text,
  amount bigint,
  outcome text not null,
  received_at timestamptz not null default now(),
  primary key (programme_id, channel, notice)
);

-- Money that moved through a channel: `in` of a payment, `out` of a refund, `split` to a merchant.
create table channel_move (
  programme_id text not null references programme,
  channel text not null,
  move text not null,
  kind text not null,
  payment text not null,
  amount bigint not null,
  channel_ref text not null,
  state text not null,
  day date not null,
  at timestamptz not null default now(),
  primary key (programme_id, channel, move),
  foreign key (programme_id, payment) references payment,
  constraint channel_move_kind check (kind in ('in', 'out', 'split')),
  constraint channel_move_state check (state in ('waiting', 'done', 'failed')),
  constraint channel_move_amount check (amount > 0)
);
create index channel_move_day on channel_move (programme_id, channel, day);
create index channel_move_waiting on channel_move (programme_id, at) where state = 'waiting';

create table reconciliation (
  programme_id text not null references programme,
  channel text not null,
  day date not null,
  theirs_in bigint not null,
  theirs_out bigint not null,
  ours_in bigint not null,
  ours_out bigint not null,
  differences jsonb not null,
  at timestamptz not null default now(),
  primary key (programme_id, channel, day)
);
