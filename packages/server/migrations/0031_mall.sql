-- The mall: merchants, stores, goods, carts, orders. Amounts are minor units of cash. Photos lie here too, so that several servers show them.

create table merchant (
  programme_id text not null references programme,
  merchant text not null,
  title text not null,
  margin text not null,
  next_margin text,
  next_margin_from date,
  contact text not null default '',
  phone text not null default '',
  region text not null default '',
  open boolean not null default true,
  state text not null default 'joined',
  created_at timestamptz not null default now(),
  primary key (programme_id, merchant),
  constraint merchant_state check (state in ('joining', 'joined')),
  constraint merchant_notice check ((next_margin is null) = (next_margin_from is null))
);

create table merchant_staff (
  programme_id text not null,
  merchant text not null,
  person_id text not null,
  owner boolean not null default false,
  primary key (programme_id, merchant, person_id),
  foreign key (programme_id, merchant) references merchant
);
create index merchant_staff_person on merchant_staff (programme_id, person_id);

create table merchant_application (
  programme_id text not null references programme,
  application text not null,
  person_id text not null,
  state text not null default 'draft',
  body jsonb not null,
  referrer text,
  answer text not null default '',
  merchant text,
  created_at timestamptz not null default now(),
  answered_at timestamptz,
  primary key (programme_id, application),
  constraint merchant_application_state check (state in ('draft', 'submitted', 'approved', 'refused'))
);
create index merchant_application_person on merchant_application (programme_id, person_id);
create index merchant_application_queue on merchant_application (programme_id, state, created_at);

create table merchant_document (
  programme_id text not null,
  application text not null,
  document text not null,
  kind text not null,
  name text not null,
  media text not null,
  content bytea not null,
  created_at timestamptz not null default now(),
  primary key (programme_id, application, document),
  foreign key (programme_id, application) references merchant_application on delete cascade,
  constraint merchant_document_kind check (kind in ('licence', 'identity', 'photo', 'other'))
);

create table photo (
  programme_id text not null references programme,
  photo text not null,
  width integer not null,
  height integer not null,
  small bytea not null,
  medium bytea not null,
  large bytea not null,
  created_at timestamptz not null default now(),
  primary key (programme_id, photo)
);

-- `place` is (longitude, latitude) in degrees: the type and its index are part of every PostgreSQL.
create table store (
  programme_id text not null references programme,
  store text not null,
  merchant text,
  title text not null,
  phone text not null,
  hours text not null,
  services text not null,
  address text not null,
  region text not null,
  place point not null,
  open boolean not null default true,
  photo text,
  grams text[] not null,
  created_at timestamptz not null default now(),
  primary key (programme_id, store),
  foreign key (programme_id, merchant) references merchant,
  constraint store_on_earth check (place[0] between -180 and 180 and place[1] between -90 and 90)
);
create index store_place on store using gist (place);
create index store_grams on store using gin (grams);

create table category (
  programme_id text not null references programme,
  category text not null,
  title jsonb not null,
  position integer not null,
  primary key (programme_id, category)
);

create table product (
  programme_id text not null references programme,
  product text not null,
  merchant text,
  title jsonb not null,
  description jsonb not null,
  category text,
  tags text[] not null,
  kind text not null,
  listed boolean not null,
  stores text[] not null,
  photos text[] not null default '{}',
  grams text[] not null,
  least bigint not null,
  sold bigint not null default 0,
  stars bigint not null default 0,
  reviews bigint not null default 0,
  created_at timestamptz not null default now(),
  primary key (programme_id, product),
  foreign key (programme_id, merchant) references merchant,
  constraint product_kind check (kind in ('goods', 'service'))
);
create index product_grams on product using gin (grams);
create index product_new on product (programme_id, created_at desc, product);

create table variant (
  programme_id text not null,
  variant text not null,
  product text not null,
  title jsonb not null,
  price bigint not null,
  was bigint,
  cost bigint,
  stock bigint,
  sku text not null,
  position integer not null,
  dropped boolean not null default false,
  primary key (programme_id, variant),
  foreign key (programme_id, product) references product on delete cascade,
  constraint variant_price check (price >= 0 and (was is null or was >= 0) and (cost is null or cost >= 0)),
  constraint variant_stock check (stock is null or stock >= 0)
);
create index variant_product on variant (programme_id, product, position);

create table stock_move (
  programme_id text not null,
  move bigint generated always as identity,
  variant text not null,
  change bigint not null,
  reason text not null,
  by_whom text not null,
  at timestamptz not null default now(),
  primary key (programme_id, move),
  foreign key (programme_id, variant) references variant on delete cascade
);
create index stock_move_variant on stock_move (programme_id, variant, move);

create table cart_line (
  programme_id text not null,
  member text not null,
  variant text not null,
  quantity integer not null,
  added_at timestamptz not null default now(),
  primary key (programme_id, member, variant),
  foreign key (programme_id, member) references member,
  foreign key (programme_id, variant) references variant on delete cascade,
  constraint cart_line_quantity check (quantity between 1 and 999)
);

create table address (
  programme_id text not null,
  member text not null,
  address text not null,
  body jsonb not null,
  first boolean not null default false,
  created_at timestamptz not null default now(),
  primary key (programme_id, member, address),
  foreign key (programme_id, member) references member
);

create table payment (
  programme_id text not null references programme,
  payment text not null,
  member text not null,
  checkout_key text not null,
  amount bigint not null,
  state text not null default 'open',
  channel text,
  channel_ref text,
  expires_at timestamptz not null,
  paid_at timestamptz,
  created_at timestamptz not null default now(),
  primary key (programme_id, payment),
  constraint payment_once unique (programme_id, member, checkout_key),
  constraint payment_state check (state in ('open', 'paid', 'closed')),
  constraint payment_amount check (amount >= 0)
);
create index payment_open on payment (expires_at) where state = 'open';

create table purchase (
  programme_id text not null references programme,
  purchase text not null,
  member text not null,
  merchant text,
  payment text not null,
  state text not null default 'unpaid',
  settlement text not null default 'none',
  kind text not null,
  gross bigint not null,
  cash bigint not null,
  cost bigint,
  tender jsonb not null,
  tags text[] not null,
  refunded bigint not null default 0,
  cash_refunded bigint not null default 0,
  region text,
  address jsonb,
  store text,
  note text not null default '',
  carrier text,
  tracking text,
  invoice jsonb,
  entry bigint,
  refusal text,
  times jsonb not null,
  due timestamptz,
  settle_at timestamptz,
  created_at timestamptz not null default now(),
  primary key (programme_id, purchase),
  foreign key (programme_id, payment) references payment,
  constraint purchase_state check (
    state in ('unpaid', 'paid', 'shipped', 'received', 'completed', 'cancelled', 'refunded')
  ),
  constraint purchase_settlement check (settlement in ('none', 'waiting', 'sent', 'settled', 'refused')),
  constraint purchase_kind check (kind in ('goods', 'service', 'till')),
  constraint purchase_amounts check (
    gross >= 0 and cash between 0 and gross and refunded between 0 and gross and cash_refunded between 0 and cash
  )
);
create index purchase_member on purchase (programme_id, member, created_at desc);
create index purchase_merchant on purchase (programme_id, merchant, created_at desc);
create index purchase_all on purchase (programme_id, created_at desc);
create index purchase_payment on purchase (programme_id, payment);
create index purchase_due on purchase (due) where due is not null;
create index purchase_settle on purchase (settle_at) where settlement = 'waiting';

create table purchase_line (
  programme_id text not null,
  purchase text not null,
  line integer not null,
  variant text,
  product text,
  title jsonb not null,
  variant_title jsonb not null,
  photo text,
  price bigint not null,
  quantity integer not null,
  primary key (programme_id, purchase, line),
  foreign key (programme_id, purchase) references purchase,
  constraint purchase_line_figures check (price >= 0 and quantity > 0)
);

create table purchase_step (
  programme_id text not null,
  purchase text not null,
  step integer not null,
  at timestamptz not null,
  from_state text not null,
  to_state text not null,
  by_whom text not null,
  note text not null default '',
  primary key (programme_id, purchase, step),
  foreign key (programme_id, purchase) references purchase
);

create table purchase_refund (
  programme_id text not null,
  purchase text not null,
  refund text not null,
  amount bigint not null,
  cash bigint not null,
  state text not null default 'asked',
  reason text not null,
  answer text not null default '',
  channel_ref text,
  created_at timestamptz not null default now(),
  answered_at timestamptz,
  primary key (programme_id, purchase, refund),
  foreign key (programme_id, purchase) references purchase,
  constraint purchase_refund_state check (state in ('asked', 'approved', 'refused', 'paid', 'failed')),
  constraint purchase_refund_amounts check (amount > 0 and cash between 0 and amount)
);
create unique index purchase_refund_one_open on purchase_refund (programme_id, purchase)
  where state in ('asked', 'approved');

create table review (
  programme_id text not null,
  product text not null,
  purchase text not null,
  variant text not null,
  member text not null,
  stars integer not null,
  body text not null,
  created_at timestamptz not null default now(),
  primary key (programme_id, product, purchase, variant),
  foreign key (programme_id, product) references product on delete cascade,
  constraint review_stars check (stars between 1 and 5)
);

create table till_ticket (
  programme_id text not null,
  ticket text not null,
  merchant text not null,
  store text,
  amount bigint not null,
  note text not null,
  expires_at timestamptz not null,
  member text,
  purchase text,
  primary key (programme_id, ticket),
  foreign key (programme_id, merchant) references merchant,
  constraint till_ticket_amount check (amount > 0)
);
