-- Goods by store: how many lie where, which store sends an order; the house's own till; invoices with their file. The mall's times are those that
-- its caller passes in: no column takes the database's clock any more.

-- Of a variant's whole stock, so many lie in this store. What is in no row lies in no store. A variant without rows is not kept by store.
create table store_stock (
  programme_id text not null,
  variant text not null,
  store text not null,
  stock bigint not null,
  primary key (programme_id, variant, store),
  foreign key (programme_id, variant) references variant on delete cascade,
  foreign key (programme_id, store) references store on delete cascade,
  constraint store_stock_count check (stock >= 0)
);
create index store_stock_store on store_stock (programme_id, store);
alter table stock_move add column store text;
alter table store add column ships boolean not null default true;
alter table purchase add column ships_from text;

-- Null: the house itself. `cost`: of the house's own sale, what the margin is reckoned from.
alter table till_ticket
  alter column merchant drop not null,
  add column cost bigint,
  add constraint till_ticket_cost check (cost is null or (merchant is null and cost between 0 and amount));
create index till_ticket_seller on till_ticket (programme_id, merchant, expires_at desc);

-- Refunds of an order in their order: two may have the same time.
alter table purchase_refund add column nth integer;
update purchase_refund r set nth = (
  select count(*) from purchase_refund b
  where b.programme_id = r.programme_id and b.purchase = r.purchase and (b.created_at, b.refund) < (r.created_at, r.refund)
);
alter table purchase_refund alter column nth set not null;

create table purchase_invoice (
  programme_id text not null,
  purchase text not null,
  name text not null,
  media text not null,
  content bytea not null,
  created_at timestamptz not null,
  primary key (programme_id, purchase),
  foreign key (programme_id, purchase) references purchase
);

alter table merchant alter column created_at drop default;
alter table merchant_application alter column created_at drop default;
alter table merchant_document alter column created_at drop default;
alter table merchant_receiver alter column created_at drop default;
alter table photo alter column created_at drop default;
alter table store alter column created_at drop default;
alter table product alter column created_at drop default;
alter table stock_move alter column at drop default;
alter table cart_line alter column added_at drop default;
alter table address alter column created_at drop default;
alter table payment alter column created_at drop default;
alter table purchase alter column created_at drop default;
alter table purchase_refund alter column created_at drop default;
alter table review alter column created_at drop default;
alter table ledger_comparison alter column at drop default;
alter table reconciliation alter column at drop default;
alter table channel_notice alter column received_at drop default;
alter table channel_account alter column updated_at drop default;
