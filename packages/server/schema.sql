-- What the migrations make, read back from the database. Written by test/schema.test.ts; do not edit.

create table address (
  programme_id text not null,
  member text not null,
  address text not null,
  body jsonb not null,
  first boolean default false not null,
  created_at timestamp with time zone not null,
  constraint address_pkey PRIMARY KEY (programme_id, member, address),
  constraint address_programme_id_member_fkey FOREIGN KEY (programme_id, member) REFERENCES member(programme_id, member)
);

create table api_key (
  programme_id text not null,
  key_hash bytea not null,
  name text not null,
  scopes text[] not null,
  created_at timestamp with time zone default now() not null,
  revoked_at timestamp with time zone,
  constraint api_key_pkey PRIMARY KEY (programme_id, key_hash),
  constraint api_key_hash CHECK ((octet_length(key_hash) = 32)),
  constraint api_key_scopes CHECK (((scopes <@ ARRAY['events:write'::text, 'holders:read'::text, 'programme:read'::text, 'journal:read'::text, 'mall:read'::text, 'mall:write'::text, 'accounts:write'::text, 'runs:read'::text, 'runs:write'::text]) AND (cardinality(scopes) > 0)))
);

create table cart_line (
  programme_id text not null,
  member text not null,
  variant text not null,
  quantity integer not null,
  added_at timestamp with time zone not null,
  constraint cart_line_pkey PRIMARY KEY (programme_id, member, variant),
  constraint cart_line_programme_id_member_fkey FOREIGN KEY (programme_id, member) REFERENCES member(programme_id, member),
  constraint cart_line_programme_id_variant_fkey FOREIGN KEY (programme_id, variant) REFERENCES variant(programme_id, variant) ON DELETE CASCADE,
  constraint cart_line_quantity CHECK (((quantity >= 1) AND (quantity <= 999)))
);

create table category (
  programme_id text not null,
  category text not null,
  title jsonb not null,
  position integer not null,
  constraint category_pkey PRIMARY KEY (programme_id, category),
  constraint category_programme_id_fkey FOREIGN KEY (programme_id) REFERENCES programme(programme_id)
);

create table channel_account (
  programme_id text not null,
  channel text not null,
  sealed bytea not null,
  updated_at timestamp with time zone not null,
  constraint channel_account_pkey PRIMARY KEY (programme_id, channel),
  constraint channel_account_programme_id_fkey FOREIGN KEY (programme_id) REFERENCES programme(programme_id),
  constraint channel_account_channel CHECK ((channel = ANY (ARRAY['sandbox'::text, 'alipay'::text, 'wechat'::text, 'stripe'::text])))
);

create table channel_move (
  programme_id text not null,
  channel text not null,
  move text not null,
  kind text not null,
  payment text not null,
  amount bigint not null,
  channel_ref text not null,
  state text not null,
  day date not null,
  at timestamp with time zone default now() not null,
  constraint channel_move_pkey PRIMARY KEY (programme_id, channel, move),
  constraint channel_move_programme_id_fkey FOREIGN KEY (programme_id) REFERENCES programme(programme_id),
  constraint channel_move_programme_id_payment_fkey FOREIGN KEY (programme_id, payment) REFERENCES payment(programme_id, payment),
  constraint channel_move_amount CHECK ((amount > 0)),
  constraint channel_move_kind CHECK ((kind = ANY (ARRAY['in'::text, 'out'::text]))),
  constraint channel_move_state CHECK ((state = ANY (ARRAY['waiting'::text, 'done'::text, 'failed'::text])))
);
CREATE INDEX channel_move_day ON public.channel_move USING btree (programme_id, channel, day);
CREATE INDEX channel_move_waiting ON public.channel_move USING btree (programme_id, at) WHERE (state = 'waiting'::text);

create table channel_notice (
  programme_id text not null,
  channel text not null,
  notice text not null,
  kind text not null,
  payment text,
  amount bigint,
  outcome text not null,
  received_at timestamp with time zone not null,
  constraint channel_notice_pkey PRIMARY KEY (programme_id, channel, notice),
  constraint channel_notice_programme_id_fkey FOREIGN KEY (programme_id) REFERENCES programme(programme_id)
);

create table checkpoint (
  programme_id text not null,
  seq bigint default '-1'::integer not null,
  epoch bigint default 0 not null,
  written_at timestamp with time zone,
  lengths jsonb,
  constraint checkpoint_pkey PRIMARY KEY (programme_id),
  constraint checkpoint_programme_id_fkey FOREIGN KEY (programme_id) REFERENCES programme(programme_id)
);

create table daily (
  programme_id text not null,
  day date not null,
  orders bigint default 0 not null,
  gross bigint default 0 not null,
  margin bigint default 0 not null,
  paid numeric default 0 not null,
  standing json,
  constraint daily_pkey PRIMARY KEY (programme_id, day)
);

create table day_root (
  programme_id text not null,
  day date not null,
  size bigint not null,
  root bytea not null,
  constraint day_root_pkey PRIMARY KEY (programme_id, day),
  constraint day_root_hash CHECK ((octet_length(root) = 32)),
  constraint day_root_size CHECK ((size > 0))
);

create table holder_entry (
  programme_id text not null,
  name text not null,
  seq bigint not null,
  kind text not null,
  joined date not null,
  constraint holder_entry_order UNIQUE (programme_id, seq),
  constraint holder_entry_pkey PRIMARY KEY (programme_id, name),
  constraint holder_entry_kind CHECK ((kind = ANY (ARRAY['member'::text, 'merchant'::text, 'agent'::text])))
);

create table holder_line (
  programme_id text not null,
  holder text not null,
  seq bigint not null,
  line integer not null,
  side smallint not null,
  asset text not null,
  amount numeric not null,
  account text not null,
  paid boolean not null,
  constraint holder_line_pkey PRIMARY KEY (programme_id, holder, seq, line, side),
  constraint holder_line_account CHECK ((account = ANY (ARRAY['wallet'::text, 'lot'::text, 'hold'::text, 'receivable'::text]))),
  constraint holder_line_side CHECK ((side = ANY (ARRAY[0, 1])))
);

create table home_draft (
  programme_id text not null,
  page jsonb not null,
  revision integer not null,
  by_whom text not null,
  at timestamp with time zone not null,
  constraint home_draft_pkey PRIMARY KEY (programme_id),
  constraint home_draft_programme_id_fkey FOREIGN KEY (programme_id) REFERENCES programme(programme_id),
  constraint home_draft_revision CHECK ((revision > 0))
);

create table home_version (
  programme_id text not null,
  version integer not null,
  page jsonb not null,
  by_whom text not null,
  note text not null,
  from_version integer,
  at timestamp with time zone not null,
  constraint home_version_pkey PRIMARY KEY (programme_id, version),
  constraint home_version_programme_id_fkey FOREIGN KEY (programme_id) REFERENCES programme(programme_id),
  constraint home_version_programme_id_from_version_fkey FOREIGN KEY (programme_id, from_version) REFERENCES home_version(programme_id, version),
  constraint home_version_number CHECK ((version > 0))
);

create table inbox (
  programme_id text not null,
  days_ahead integer default 7 not null,
  looked date,
  constraint inbox_pkey PRIMARY KEY (programme_id),
  constraint inbox_programme_id_fkey FOREIGN KEY (programme_id) REFERENCES programme(programme_id),
  constraint inbox_days CHECK (((days_ahead >= 1) AND (days_ahead <= 90)))
);

create table inbox_choice (
  programme_id text not null,
  member text not null,
  mail text[] not null,
  sms text[] not null,
  language text,
  constraint inbox_choice_pkey PRIMARY KEY (programme_id, member),
  constraint inbox_choice_programme_id_fkey FOREIGN KEY (programme_id) REFERENCES programme(programme_id),
  constraint inbox_choice_language CHECK ((language = ANY (ARRAY['zh-CN'::text, 'en'::text])))
);

create table journal (
  programme_id text not null,
  seq bigint not null,
  booked_at timestamp with time zone default now() not null,
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
  hash bytea not null,
  constraint journal_event_once UNIQUE (programme_id, event_id),
  constraint journal_pkey PRIMARY KEY (programme_id, seq),
  constraint journal_close CHECK (((event_id IS NOT NULL) OR ((type = 'day.closed'::text) AND (standing IS NOT NULL)) OR ((type = 'day.closing'::text) AND (standing IS NULL)))),
  constraint journal_event_whole CHECK ((((event_id IS NULL) = (event IS NULL)) AND ((event_id IS NOT NULL) OR (body_hash IS NULL)))),
  constraint journal_figures CHECK (((gross IS NULL) = (margin IS NULL))),
  constraint journal_hashes CHECK (((octet_length(hash) = 32) AND ((body_hash IS NULL) OR (octet_length(body_hash) = 32)))),
  constraint journal_seq CHECK ((seq > 0))
);
CREATE INDEX journal_by_type ON public.journal USING btree (programme_id, type, seq) WHERE (type <> 'order.settled'::text);
CREATE UNIQUE INDEX journal_day_once ON public.journal USING btree (programme_id, day) WHERE ((event_id IS NULL) AND (type = 'day.closed'::text));

create table journal_form (
  programme_id text not null,
  form integer not null,
  shape json not null,
  constraint journal_form_pkey PRIMARY KEY (programme_id, form),
  constraint journal_form_number CHECK ((form >= 0))
);

create table journal_tile (
  programme_id text not null,
  level smallint not null,
  tile bigint not null,
  hash bytea not null,
  constraint journal_tile_pkey PRIMARY KEY (programme_id, level, tile),
  constraint journal_tile_hash CHECK ((octet_length(hash) = 32)),
  constraint journal_tile_place CHECK (((level > 0) AND (tile >= 0)))
);

create table ledger_comparison (
  programme_id text not null,
  day date not null,
  ledger_in bigint not null,
  ledger_out bigint not null,
  money_in bigint not null,
  money_out bigint not null,
  elsewhere bigint not null,
  differences jsonb not null,
  at timestamp with time zone not null,
  constraint ledger_comparison_pkey PRIMARY KEY (programme_id, day),
  constraint ledger_comparison_programme_id_fkey FOREIGN KEY (programme_id) REFERENCES programme(programme_id)
);

create table member (
  programme_id text not null,
  member text not null,
  person_id text,
  referral_code text not null,
  referrer text,
  state text default 'joining'::text not null,
  joined_at timestamp with time zone default now() not null,
  prospectus_version integer,
  prospectus_read_at timestamp with time zone,
  constraint member_code UNIQUE (programme_id, referral_code),
  constraint member_once UNIQUE (programme_id, person_id),
  constraint member_pkey PRIMARY KEY (programme_id, member),
  constraint member_programme_id_fkey FOREIGN KEY (programme_id) REFERENCES programme(programme_id),
  constraint member_prospectus CHECK (((prospectus_version IS NULL) = (prospectus_read_at IS NULL))),
  constraint member_referrer CHECK ((referrer <> member)),
  constraint member_state CHECK ((state = ANY (ARRAY['joining'::text, 'joined'::text])))
);
CREATE INDEX member_brought_by ON public.member USING btree (programme_id, referrer, joined_at);

create table merchant (
  programme_id text not null,
  merchant text not null,
  title text not null,
  margin text not null,
  next_margin text,
  next_margin_from date,
  contact text default ''::text not null,
  phone text default ''::text not null,
  region text default ''::text not null,
  open boolean default true not null,
  state text default 'joined'::text not null,
  created_at timestamp with time zone not null,
  constraint merchant_pkey PRIMARY KEY (programme_id, merchant),
  constraint merchant_programme_id_fkey FOREIGN KEY (programme_id) REFERENCES programme(programme_id),
  constraint merchant_notice CHECK (((next_margin IS NULL) = (next_margin_from IS NULL))),
  constraint merchant_state CHECK ((state = ANY (ARRAY['joining'::text, 'joined'::text])))
);

create table merchant_application (
  programme_id text not null,
  application text not null,
  person_id text not null,
  state text default 'draft'::text not null,
  body jsonb not null,
  referrer text,
  answer text default ''::text not null,
  merchant text,
  created_at timestamp with time zone not null,
  answered_at timestamp with time zone,
  constraint merchant_application_pkey PRIMARY KEY (programme_id, application),
  constraint merchant_application_programme_id_fkey FOREIGN KEY (programme_id) REFERENCES programme(programme_id),
  constraint merchant_application_state CHECK ((state = ANY (ARRAY['draft'::text, 'submitted'::text, 'approved'::text, 'refused'::text])))
);
CREATE INDEX merchant_application_person ON public.merchant_application USING btree (programme_id, person_id);
CREATE INDEX merchant_application_queue ON public.merchant_application USING btree (programme_id, state, created_at);

create table merchant_document (
  programme_id text not null,
  application text not null,
  document text not null,
  kind text not null,
  name text not null,
  media text not null,
  content bytea not null,
  created_at timestamp with time zone not null,
  constraint merchant_document_pkey PRIMARY KEY (programme_id, application, document),
  constraint merchant_document_programme_id_application_fkey FOREIGN KEY (programme_id, application) REFERENCES merchant_application(programme_id, application) ON DELETE CASCADE,
  constraint merchant_document_kind CHECK ((kind = ANY (ARRAY['licence'::text, 'identity'::text, 'photo'::text, 'other'::text])))
);

create table merchant_receiver (
  programme_id text not null,
  merchant text not null,
  channel text not null,
  account text not null,
  name text not null,
  created_at timestamp with time zone not null,
  constraint merchant_receiver_pkey PRIMARY KEY (programme_id, merchant, channel),
  constraint merchant_receiver_programme_id_merchant_fkey FOREIGN KEY (programme_id, merchant) REFERENCES merchant(programme_id, merchant),
  constraint merchant_receiver_channel CHECK ((channel = ANY (ARRAY['sandbox'::text, 'alipay'::text, 'wechat'::text, 'stripe'::text])))
);

create table merchant_staff (
  programme_id text not null,
  merchant text not null,
  person_id text not null,
  owner boolean default false not null,
  constraint merchant_staff_pkey PRIMARY KEY (programme_id, merchant, person_id),
  constraint merchant_staff_programme_id_merchant_fkey FOREIGN KEY (programme_id, merchant) REFERENCES merchant(programme_id, merchant)
);
CREATE INDEX merchant_staff_person ON public.merchant_staff USING btree (programme_id, person_id);

create table notice (
  programme_id text not null,
  holder text not null,
  notice bigint not null,
  cause text not null,
  kind text not null,
  topic text not null,
  at text not null,
  figures jsonb not null,
  entry bigint,
  subject text default ''::text not null,
  by_mail boolean default false not null,
  by_sms boolean default false not null,
  made_at timestamp with time zone default now() not null,
  read_at timestamp with time zone,
  constraint notice_once UNIQUE (programme_id, holder, cause),
  constraint notice_pkey PRIMARY KEY (programme_id, holder, notice),
  constraint notice_programme_id_fkey FOREIGN KEY (programme_id) REFERENCES programme(programme_id),
  constraint notice_topic CHECK ((topic = ANY (ARRAY['expiry'::text, 'exit'::text, 'queue'::text, 'rules'::text, 'payout'::text, 'order'::text, 'statement'::text])))
);
CREATE INDEX notice_unread ON public.notice USING btree (programme_id, holder) WHERE (read_at IS NULL);
CREATE INDEX notice_unsent ON public.notice USING btree (programme_id, holder) WHERE (by_mail OR by_sms);

create table notice_digest (
  programme_id text not null,
  member text not null,
  channel text not null,
  day date not null,
  state text default 'waiting'::text not null,
  at timestamp with time zone not null,
  tries integer default 0 not null,
  constraint notice_digest_pkey PRIMARY KEY (programme_id, member, channel, day),
  constraint notice_digest_programme_id_fkey FOREIGN KEY (programme_id) REFERENCES programme(programme_id),
  constraint notice_digest_channel CHECK ((channel = ANY (ARRAY['mail'::text, 'sms'::text]))),
  constraint notice_digest_state CHECK ((state = ANY (ARRAY['waiting'::text, 'sent'::text, 'failed'::text])))
);
CREATE INDEX notice_digest_waiting ON public.notice_digest USING btree (programme_id, at) WHERE (state = 'waiting'::text);

create table notice_round (
  programme_id text not null,
  cause text not null,
  kind text not null,
  topic text not null,
  at text not null,
  figures jsonb not null,
  entry bigint,
  subject text default ''::text not null,
  joined_before date,
  after text default ''::text not null,
  is_done boolean default false not null,
  constraint notice_round_pkey PRIMARY KEY (programme_id, cause),
  constraint notice_round_programme_id_fkey FOREIGN KEY (programme_id) REFERENCES programme(programme_id)
);
CREATE INDEX notice_round_open ON public.notice_round USING btree (programme_id) WHERE (NOT is_done);

create table outbox (
  programme_id text not null,
  position bigint not null,
  event_id text not null,
  body jsonb not null,
  at text,
  state text default 'waiting'::text not null,
  about text not null,
  subject text not null,
  seq bigint,
  code text,
  wrong text,
  created_at timestamp with time zone default now() not null,
  answered_at timestamp with time zone,
  constraint outbox_event UNIQUE (programme_id, event_id),
  constraint outbox_pkey PRIMARY KEY (programme_id, "position"),
  constraint outbox_programme_id_fkey FOREIGN KEY (programme_id) REFERENCES programme(programme_id),
  constraint outbox_answer CHECK ((((state = 'accepted'::text) = (seq IS NOT NULL)) AND ((state = 'refused'::text) = (code IS NOT NULL)))),
  constraint outbox_state CHECK ((state = ANY (ARRAY['waiting'::text, 'accepted'::text, 'refused'::text])))
);
CREATE INDEX outbox_waiting ON public.outbox USING btree (programme_id, "position") WHERE (state = 'waiting'::text);

create table payment (
  programme_id text not null,
  payment text not null,
  member text not null,
  checkout_key text not null,
  amount bigint not null,
  state text default 'open'::text not null,
  channel text,
  channel_ref text,
  expires_at timestamp with time zone not null,
  paid_at timestamp with time zone,
  created_at timestamp with time zone not null,
  constraint payment_once UNIQUE (programme_id, member, checkout_key),
  constraint payment_pkey PRIMARY KEY (programme_id, payment),
  constraint payment_programme_id_fkey FOREIGN KEY (programme_id) REFERENCES programme(programme_id),
  constraint payment_amount CHECK ((amount >= 0)),
  constraint payment_state CHECK ((state = ANY (ARRAY['open'::text, 'paid'::text, 'closed'::text])))
);
CREATE INDEX payment_open ON public.payment USING btree (expires_at) WHERE (state = 'open'::text);

create table person (
  id text not null,
  name text not null,
  email text not null,
  email_verified boolean default false not null,
  image text,
  phone_number text,
  phone_number_verified boolean,
  created_at timestamp with time zone default now() not null,
  updated_at timestamp with time zone default now() not null,
  constraint person_email UNIQUE (email),
  constraint person_phone UNIQUE (phone_number),
  constraint person_pkey PRIMARY KEY (id)
);

create table person_method (
  id text not null,
  user_id text not null,
  account_id text not null,
  provider_id text not null,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamp with time zone,
  refresh_token_expires_at timestamp with time zone,
  scope text,
  password text,
  created_at timestamp with time zone default now() not null,
  updated_at timestamp with time zone default now() not null,
  constraint person_method_pkey PRIMARY KEY (id),
  constraint person_method_user_id_fkey FOREIGN KEY (user_id) REFERENCES person(id) ON DELETE CASCADE
);
CREATE INDEX person_method_of ON public.person_method USING btree (user_id);

create table person_proof (
  id text not null,
  identifier text not null,
  value text not null,
  expires_at timestamp with time zone not null,
  created_at timestamp with time zone default now() not null,
  updated_at timestamp with time zone default now() not null,
  constraint person_proof_pkey PRIMARY KEY (id)
);
CREATE INDEX person_proof_by ON public.person_proof USING btree (identifier);

create table person_session (
  id text not null,
  user_id text not null,
  token text not null,
  expires_at timestamp with time zone not null,
  ip_address text,
  user_agent text,
  created_at timestamp with time zone default now() not null,
  updated_at timestamp with time zone default now() not null,
  constraint person_session_token UNIQUE (token),
  constraint person_session_pkey PRIMARY KEY (id),
  constraint person_session_user_id_fkey FOREIGN KEY (user_id) REFERENCES person(id) ON DELETE CASCADE
);
CREATE INDEX person_session_of ON public.person_session USING btree (user_id);

create table photo (
  programme_id text not null,
  photo text not null,
  width integer not null,
  height integer not null,
  small bytea not null,
  medium bytea not null,
  large bytea not null,
  created_at timestamp with time zone not null,
  constraint photo_pkey PRIMARY KEY (programme_id, photo),
  constraint photo_programme_id_fkey FOREIGN KEY (programme_id) REFERENCES programme(programme_id)
);

create table product (
  programme_id text not null,
  product text not null,
  merchant text,
  title jsonb not null,
  description jsonb not null,
  category text,
  tags text[] not null,
  kind text not null,
  listed boolean not null,
  stores text[] not null,
  photos text[] default '{}'::text[] not null,
  grams text[] not null,
  least bigint not null,
  sold bigint default 0 not null,
  stars bigint default 0 not null,
  reviews bigint default 0 not null,
  created_at timestamp with time zone not null,
  constraint product_pkey PRIMARY KEY (programme_id, product),
  constraint product_programme_id_fkey FOREIGN KEY (programme_id) REFERENCES programme(programme_id),
  constraint product_programme_id_merchant_fkey FOREIGN KEY (programme_id, merchant) REFERENCES merchant(programme_id, merchant),
  constraint product_kind CHECK ((kind = ANY (ARRAY['goods'::text, 'service'::text])))
);
CREATE INDEX product_grams ON public.product USING gin (grams);
CREATE INDEX product_new ON public.product USING btree (programme_id, created_at DESC, product);

create table programme (
  programme_id text not null,
  mode text not null,
  status text default 'ready'::text not null,
  seq bigint default 0 not null,
  head bytea not null,
  epoch bigint default 0 not null,
  owner text,
  expires_at timestamp with time zone,
  created_at timestamp with time zone default now() not null,
  address text,
  wake_at timestamp with time zone,
  constraint programme_pkey PRIMARY KEY (programme_id),
  constraint programme_head CHECK ((octet_length(head) = 32)),
  constraint programme_id_form CHECK ((programme_id ~ '^[a-z0-9][a-z0-9-]{0,62}$'::text)),
  constraint programme_lease CHECK (((owner IS NULL) = (expires_at IS NULL))),
  constraint programme_mode CHECK ((mode = ANY (ARRAY['demo'::text, 'sandbox'::text, 'live'::text]))),
  constraint programme_seq CHECK ((seq >= 0)),
  constraint programme_status CHECK ((status = ANY (ARRAY['filling'::text, 'ready'::text])))
);

create table programme_role (
  programme_id text not null,
  person_id text not null,
  role text not null,
  given_at timestamp with time zone default now() not null,
  constraint programme_role_pkey PRIMARY KEY (programme_id, person_id, role),
  constraint programme_role_programme_id_fkey FOREIGN KEY (programme_id) REFERENCES programme(programme_id),
  constraint programme_role_name CHECK ((role = ANY (ARRAY['operator'::text, 'reviewer'::text, 'support'::text, 'auditor'::text])))
);

create table projection (
  programme_id text not null,
  name text not null,
  seq bigint default 0 not null,
  constraint projection_pkey PRIMARY KEY (programme_id, name),
  constraint projection_programme_id_fkey FOREIGN KEY (programme_id) REFERENCES programme(programme_id)
);

create table prospectus (
  programme_id text not null,
  version integer not null,
  run_id bigint,
  asked_at timestamp with time zone not null,
  data text,
  made_at timestamp with time zone,
  constraint prospectus_pkey PRIMARY KEY (programme_id, version),
  constraint prospectus_programme_id_fkey FOREIGN KEY (programme_id) REFERENCES programme(programme_id),
  constraint prospectus_made CHECK (((data IS NULL) = (made_at IS NULL))),
  constraint prospectus_version CHECK ((version > 0))
);

create table purchase (
  programme_id text not null,
  purchase text not null,
  member text not null,
  merchant text,
  payment text not null,
  state text default 'unpaid'::text not null,
  settlement text default 'none'::text not null,
  kind text not null,
  gross bigint not null,
  cash bigint not null,
  cost bigint,
  tender jsonb not null,
  tags text[] not null,
  refunded bigint default 0 not null,
  cash_refunded bigint default 0 not null,
  region text,
  address jsonb,
  store text,
  note text default ''::text not null,
  carrier text,
  tracking text,
  invoice jsonb,
  entry bigint,
  refusal text,
  times jsonb not null,
  due timestamp with time zone,
  settle_at timestamp with time zone,
  created_at timestamp with time zone not null,
  shipping bigint default 0 not null,
  shipping_refunded bigint default 0 not null,
  ships_from text,
  constraint purchase_pkey PRIMARY KEY (programme_id, purchase),
  constraint purchase_programme_id_fkey FOREIGN KEY (programme_id) REFERENCES programme(programme_id),
  constraint purchase_programme_id_payment_fkey FOREIGN KEY (programme_id, payment) REFERENCES payment(programme_id, payment),
  constraint purchase_amounts CHECK (((gross >= 0) AND ((cash >= 0) AND (cash <= gross)) AND ((refunded >= 0) AND (refunded <= gross)) AND ((cash_refunded >= 0) AND (cash_refunded <= cash)))),
  constraint purchase_kind CHECK ((kind = ANY (ARRAY['goods'::text, 'service'::text, 'till'::text]))),
  constraint purchase_settlement CHECK ((settlement = ANY (ARRAY['none'::text, 'waiting'::text, 'sent'::text, 'settled'::text, 'refused'::text]))),
  constraint purchase_shipping CHECK (((shipping_refunded >= 0) AND (shipping_refunded <= shipping))),
  constraint purchase_state CHECK ((state = ANY (ARRAY['unpaid'::text, 'paid'::text, 'shipped'::text, 'received'::text, 'completed'::text, 'cancelled'::text, 'refunded'::text])))
);
CREATE INDEX purchase_all ON public.purchase USING btree (programme_id, created_at DESC);
CREATE INDEX purchase_due ON public.purchase USING btree (due) WHERE (due IS NOT NULL);
CREATE INDEX purchase_member ON public.purchase USING btree (programme_id, member, created_at DESC);
CREATE INDEX purchase_merchant ON public.purchase USING btree (programme_id, merchant, created_at DESC);
CREATE INDEX purchase_payment ON public.purchase USING btree (programme_id, payment);
CREATE INDEX purchase_settle ON public.purchase USING btree (settle_at) WHERE (settlement = 'waiting'::text);

create table purchase_invoice (
  programme_id text not null,
  purchase text not null,
  name text not null,
  media text not null,
  content bytea not null,
  created_at timestamp with time zone not null,
  constraint purchase_invoice_pkey PRIMARY KEY (programme_id, purchase),
  constraint purchase_invoice_programme_id_purchase_fkey FOREIGN KEY (programme_id, purchase) REFERENCES purchase(programme_id, purchase)
);

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
  constraint purchase_line_pkey PRIMARY KEY (programme_id, purchase, line),
  constraint purchase_line_programme_id_purchase_fkey FOREIGN KEY (programme_id, purchase) REFERENCES purchase(programme_id, purchase),
  constraint purchase_line_figures CHECK (((price >= 0) AND (quantity > 0)))
);

create table purchase_refund (
  programme_id text not null,
  purchase text not null,
  refund text not null,
  amount bigint not null,
  cash bigint not null,
  state text default 'asked'::text not null,
  reason text not null,
  answer text default ''::text not null,
  channel_ref text,
  created_at timestamp with time zone not null,
  answered_at timestamp with time zone,
  shipping bigint default 0 not null,
  nth integer not null,
  constraint purchase_refund_pkey PRIMARY KEY (programme_id, purchase, refund),
  constraint purchase_refund_programme_id_purchase_fkey FOREIGN KEY (programme_id, purchase) REFERENCES purchase(programme_id, purchase),
  constraint purchase_refund_amounts CHECK (((amount > 0) AND ((cash >= 0) AND (cash <= amount)))),
  constraint purchase_refund_shipping CHECK ((shipping >= 0)),
  constraint purchase_refund_state CHECK ((state = ANY (ARRAY['asked'::text, 'approved'::text, 'refused'::text, 'paid'::text, 'failed'::text])))
);
CREATE UNIQUE INDEX purchase_refund_one_open ON public.purchase_refund USING btree (programme_id, purchase) WHERE (state = ANY (ARRAY['asked'::text, 'approved'::text]));

create table purchase_step (
  programme_id text not null,
  purchase text not null,
  step integer not null,
  at timestamp with time zone not null,
  from_state text not null,
  to_state text not null,
  by_whom text not null,
  note text default ''::text not null,
  constraint purchase_step_pkey PRIMARY KEY (programme_id, purchase, step),
  constraint purchase_step_programme_id_purchase_fkey FOREIGN KEY (programme_id, purchase) REFERENCES purchase(programme_id, purchase)
);

create table reconciliation (
  programme_id text not null,
  channel text not null,
  day date not null,
  theirs_in bigint not null,
  theirs_out bigint not null,
  ours_in bigint not null,
  ours_out bigint not null,
  differences jsonb not null,
  at timestamp with time zone not null,
  constraint reconciliation_pkey PRIMARY KEY (programme_id, channel, day),
  constraint reconciliation_programme_id_fkey FOREIGN KEY (programme_id) REFERENCES programme(programme_id)
);

create table redo (
  programme_id text not null,
  seq bigint not null,
  changes json not null,
  after bigint,
  sum uuid,
  constraint redo_pkey PRIMARY KEY (programme_id, seq),
  constraint redo_seq CHECK ((seq >= 0))
);

create table review (
  programme_id text not null,
  product text not null,
  purchase text not null,
  variant text not null,
  member text not null,
  stars integer not null,
  body text not null,
  created_at timestamp with time zone not null,
  constraint review_pkey PRIMARY KEY (programme_id, product, purchase, variant),
  constraint review_programme_id_product_fkey FOREIGN KEY (programme_id, product) REFERENCES product(programme_id, product) ON DELETE CASCADE,
  constraint review_stars CHECK (((stars >= 1) AND (stars <= 5)))
);

create table run (
  programme_id text not null,
  run_id bigint not null,
  kind text not null,
  title text not null,
  state text default 'queued'::text not null,
  study json not null,
  asked integer default 0 not null,
  answer text,
  fault text,
  created_at timestamp with time zone default now() not null,
  ended_at timestamp with time zone,
  constraint run_pkey PRIMARY KEY (programme_id, run_id),
  constraint run_answer CHECK (((answer IS NOT NULL) = (state = 'done'::text))),
  constraint run_asked CHECK ((asked >= 0)),
  constraint run_end CHECK (((ended_at IS NOT NULL) = (state = ANY (ARRAY['done'::text, 'failed'::text, 'cancelled'::text])))),
  constraint run_fault CHECK (((fault IS NOT NULL) = (state = 'failed'::text))),
  constraint run_state CHECK ((state = ANY (ARRAY['queued'::text, 'running'::text, 'done'::text, 'failed'::text, 'cancelled'::text])))
);
CREATE INDEX run_waiting ON public.run USING btree (created_at) WHERE (state = 'queued'::text);

create table run_part (
  programme_id text not null,
  run_id bigint not null,
  part integer not null,
  spec json not null,
  share integer default 0 not null,
  figures text,
  constraint run_part_pkey PRIMARY KEY (programme_id, run_id, part),
  constraint run_part_programme_id_run_id_fkey FOREIGN KEY (programme_id, run_id) REFERENCES run(programme_id, run_id) ON DELETE CASCADE,
  constraint run_part_number CHECK ((part >= 0)),
  constraint run_part_share CHECK (((share >= 0) AND (share <= 1000)))
);

create table secret (
  programme_id text not null,
  name text not null,
  value bytea not null,
  constraint secret_pkey PRIMARY KEY (programme_id, name),
  constraint secret_length CHECK ((octet_length(value) >= 32))
);

create table shipping_terms (
  programme_id text not null,
  seller text not null,
  fee bigint not null,
  free_from bigint,
  constraint shipping_terms_pkey PRIMARY KEY (programme_id, seller),
  constraint shipping_terms_programme_id_fkey FOREIGN KEY (programme_id) REFERENCES programme(programme_id),
  constraint shipping_terms_figures CHECK (((fee >= 0) AND (free_from >= 0)))
);

create table split (
  programme_id text not null,
  purchase text not null,
  merchant text not null,
  payment text not null,
  channel text not null,
  account text not null,
  amount bigint,
  fee bigint default 0 not null,
  returned bigint default 0 not null,
  state text default 'due'::text not null,
  channel_ref text default ''::text not null,
  at timestamp with time zone not null,
  made_at timestamp with time zone not null,
  constraint split_pkey PRIMARY KEY (programme_id, purchase),
  constraint split_programme_id_purchase_fkey FOREIGN KEY (programme_id, purchase) REFERENCES purchase(programme_id, purchase),
  constraint split_amounts CHECK (((fee >= 0) AND ((returned >= 0) AND (returned <= amount)))),
  constraint split_state CHECK ((state = ANY (ARRAY['due'::text, 'booking'::text, 'booked'::text, 'done'::text, 'failed'::text, 'kept'::text])))
);
CREATE INDEX split_merchant ON public.split USING btree (programme_id, merchant, made_at);
CREATE INDEX split_waiting ON public.split USING btree (programme_id, at) WHERE (state = ANY (ARRAY['due'::text, 'booked'::text]));

create table split_return (
  programme_id text not null,
  purchase text not null,
  refund text not null,
  amount bigint not null,
  state text default 'due'::text not null,
  at timestamp with time zone not null,
  made_at timestamp with time zone not null,
  constraint split_return_pkey PRIMARY KEY (programme_id, purchase, refund),
  constraint split_return_programme_id_purchase_fkey FOREIGN KEY (programme_id, purchase) REFERENCES split(programme_id, purchase),
  constraint split_return_amount CHECK ((amount > 0)),
  constraint split_return_state CHECK ((state = ANY (ARRAY['booking'::text, 'due'::text, 'done'::text, 'failed'::text, 'dropped'::text])))
);
CREATE INDEX split_return_waiting ON public.split_return USING btree (programme_id, at) WHERE (state = 'due'::text);

create table stock_move (
  programme_id text not null,
  move bigint not null,
  variant text not null,
  change bigint not null,
  reason text not null,
  by_whom text not null,
  at timestamp with time zone not null,
  store text,
  constraint stock_move_pkey PRIMARY KEY (programme_id, move),
  constraint stock_move_programme_id_variant_fkey FOREIGN KEY (programme_id, variant) REFERENCES variant(programme_id, variant) ON DELETE CASCADE
);
CREATE INDEX stock_move_variant ON public.stock_move USING btree (programme_id, variant, move);

create table store (
  programme_id text not null,
  store text not null,
  merchant text,
  title text not null,
  phone text not null,
  hours text not null,
  services text not null,
  address text not null,
  region text not null,
  place point not null,
  open boolean default true not null,
  photo text,
  grams text[] not null,
  created_at timestamp with time zone not null,
  ships boolean default true not null,
  constraint store_pkey PRIMARY KEY (programme_id, store),
  constraint store_programme_id_fkey FOREIGN KEY (programme_id) REFERENCES programme(programme_id),
  constraint store_programme_id_merchant_fkey FOREIGN KEY (programme_id, merchant) REFERENCES merchant(programme_id, merchant),
  constraint store_on_earth CHECK ((((place[0] >= ('-180'::integer)::double precision) AND (place[0] <= (180)::double precision)) AND ((place[1] >= ('-90'::integer)::double precision) AND (place[1] <= (90)::double precision))))
);
CREATE INDEX store_grams ON public.store USING gin (grams);
CREATE INDEX store_place ON public.store USING gist (place);

create table store_stock (
  programme_id text not null,
  variant text not null,
  store text not null,
  stock bigint not null,
  constraint store_stock_pkey PRIMARY KEY (programme_id, variant, store),
  constraint store_stock_programme_id_store_fkey FOREIGN KEY (programme_id, store) REFERENCES store(programme_id, store) ON DELETE CASCADE,
  constraint store_stock_programme_id_variant_fkey FOREIGN KEY (programme_id, variant) REFERENCES variant(programme_id, variant) ON DELETE CASCADE,
  constraint store_stock_count CHECK ((stock >= 0))
);
CREATE INDEX store_stock_store ON public.store_stock USING btree (programme_id, store);

create table till_ticket (
  programme_id text not null,
  ticket text not null,
  merchant text,
  store text,
  amount bigint not null,
  note text not null,
  expires_at timestamp with time zone not null,
  member text,
  purchase text,
  cost bigint,
  constraint till_ticket_pkey PRIMARY KEY (programme_id, ticket),
  constraint till_ticket_programme_id_merchant_fkey FOREIGN KEY (programme_id, merchant) REFERENCES merchant(programme_id, merchant),
  constraint till_ticket_amount CHECK ((amount > 0)),
  constraint till_ticket_cost CHECK (((cost IS NULL) OR ((merchant IS NULL) AND ((cost >= 0) AND (cost <= amount)))))
);
CREATE INDEX till_ticket_seller ON public.till_ticket USING btree (programme_id, merchant, expires_at DESC);

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
  dropped boolean default false not null,
  constraint variant_pkey PRIMARY KEY (programme_id, variant),
  constraint variant_programme_id_product_fkey FOREIGN KEY (programme_id, product) REFERENCES product(programme_id, product) ON DELETE CASCADE,
  constraint variant_price CHECK (((price >= 0) AND ((was IS NULL) OR (was >= 0)) AND ((cost IS NULL) OR (cost >= 0)))),
  constraint variant_stock CHECK (((stock IS NULL) OR (stock >= 0)))
);
CREATE INDEX variant_product ON public.variant USING btree (programme_id, product, "position");
