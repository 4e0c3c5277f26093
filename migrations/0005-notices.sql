-- What we tell people without being asked, and the outbox that must not forget any of it.

create table notices (
  customer_id uuid not null,
  notice_id uuid not null,
  complaint_id uuid,
  kind text not null,
  channel text not null check (channel in ('mail', 'page')),
  words_id uuid not null,
  state text not null check (state in ('waiting', 'delivered', 'failed')),
  queued_at timestamptz not null,
  settled_at timestamptz,
  primary key (customer_id, notice_id)
);

create index notices_of_complaint on notices (customer_id, complaint_id);

create index notices_newest on notices (queued_at desc, notice_id desc);

-- Mail that still has to go: one row while it waits, gone when it is settled.
create table outbox (
  customer_id uuid not null,
  notice_id uuid not null,
  message_id text not null,
  attempts integer not null,
  next_attempt_at timestamptz not null,
  last_fault text,
  primary key (customer_id, notice_id)
);

create index outbox_due on outbox (next_attempt_at);
