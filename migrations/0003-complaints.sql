-- Customers and what they brought to us. All of one customer lies together under customer_id.

create table customers (
  customer_id uuid not null primary key,
  name text,
  email text,
  phone text,
  language text,
  came_at timestamptz not null
);

create table email_lookup (
  email_hash bytea not null primary key,
  customer_id uuid not null
);

create table complaints (
  customer_id uuid not null,
  complaint_id uuid not null,
  reference text not null,
  kind text not null check (kind in ('complaint', 'question', 'suggestion', 'praise')),
  channel text not null,
  language text,
  level text not null check (level in ('team', 'manager', 'executive')),
  words_id uuid not null,
  wish_id uuid,
  details_id uuid,
  occurred_on date,
  received_at timestamptz not null,
  recorded_at timestamptz not null,
  owner_id uuid not null,
  offered_to uuid,
  offered_by uuid,
  offer_reason_id uuid,
  state text not null check (state in ('to_do', 'waiting', 'done')),
  contacts integer not null,
  answered_at timestamptz,
  asked_at timestamptz,
  asked_times integer not null,
  closed_at timestamptz,
  closed_basis text check (closed_basis in ('confirmed', 'withdrawn', 'documented')),
  reopened_times integer not null,
  link_version integer not null,
  next_at timestamptz,
  look_at timestamptz,
  last_activity_at timestamptz not null,
  primary key (customer_id, complaint_id),
  foreign key (customer_id) references customers (customer_id)
);

create index complaints_by_id on complaints (complaint_id);

create index complaints_newest on complaints (recorded_at desc, complaint_id desc);

create index complaints_newest_of_owner on complaints (owner_id, recorded_at desc, complaint_id desc);

-- Work to do by next date; what has no date comes last.
create index complaints_next on complaints ((coalesce(next_at, 'infinity'::timestamptz)), complaint_id)
  where state <> 'done';

create index complaints_next_of_owner
  on complaints (owner_id, (coalesce(next_at, 'infinity'::timestamptz)), complaint_id)
  where state <> 'done';

create index complaints_offered on complaints (offered_to) where offered_to is not null;

-- Open promises of a complaint, so that its next date is one lookup.
create table complaint_dates (
  customer_id uuid not null,
  complaint_id uuid not null,
  promise_id uuid not null,
  due_at timestamptz not null,
  primary key (customer_id, complaint_id, promise_id)
);

create table complaint_references (
  reference text collate "C" not null primary key,
  customer_id uuid not null,
  complaint_id uuid not null
);

create table external_ids (
  source text not null,
  external_id text not null,
  customer_id uuid not null,
  complaint_id uuid not null,
  primary key (source, external_id)
);

create table messages (
  customer_id uuid not null,
  message_id uuid not null,
  complaint_id uuid not null,
  author text not null check (author in ('customer', 'staff', 'program')),
  staff_id uuid,
  audience text not null check (audience in ('customer', 'internal')),
  channel text not null,
  words_id uuid,
  occurred_at timestamptz not null,
  recorded_at timestamptz not null,
  primary key (customer_id, message_id),
  foreign key (customer_id, complaint_id) references complaints (customer_id, complaint_id)
);

create index messages_of_complaint on messages (customer_id, complaint_id, occurred_at);

create table message_files (
  customer_id uuid not null,
  file_id uuid not null,
  message_id uuid not null,
  primary key (customer_id, file_id),
  foreign key (customer_id, message_id) references messages (customer_id, message_id)
);

-- How many open complaints each person has, in 64 slots so that two acceptances rarely meet.
create table staff_loads (
  staff_id uuid not null,
  slot smallint not null,
  open_count integer not null,
  primary key (staff_id, slot)
);

-- What a form's safeguards held back: kept whole until a person has looked.
create table parked_complaints (
  parked_id uuid not null primary key,
  reason text not null,
  submission jsonb not null,
  parked_at timestamptz not null,
  decision text check (decision in ('complaint', 'rubbish')),
  decided_by uuid,
  decision_reason text,
  decided_at timestamptz,
  complaint_id uuid
);

create index parked_complaints_undecided on parked_complaints (parked_at) where decision is null;
