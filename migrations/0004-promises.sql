-- What we said we would do, who does it and by when; and how high a complaint was taken.

create table promises (
  customer_id uuid not null,
  promise_id uuid not null,
  complaint_id uuid not null,
  kind text not null check (kind in ('answer', 'action', 'follow_up')),
  owner_id uuid not null,
  words_id uuid not null,
  due_at timestamptz not null,
  zone text not null,
  state text not null check (state in ('open', 'broken', 'kept', 'confirmed', 'disputed', 'released')),
  made_at timestamptz not null,
  broken_at timestamptz,
  broken_times integer not null,
  kept_at timestamptz,
  judged_at timestamptz,
  renewed_times integer not null,
  instead_of uuid,
  primary key (customer_id, promise_id),
  foreign key (customer_id, complaint_id) references complaints (customer_id, complaint_id)
);

create index promises_of_complaint on promises (customer_id, complaint_id);

create index promises_owed on promises (owner_id) where state in ('open', 'broken');

create index promises_due on promises (due_at) where state = 'open';

create table escalations (
  customer_id uuid not null,
  escalation_id uuid not null,
  complaint_id uuid not null,
  level text not null check (level in ('manager', 'executive')),
  raised_to uuid not null,
  raised_by text not null,
  reason_id uuid,
  raised_at timestamptz not null,
  answered_at timestamptz,
  answered_by uuid,
  primary key (customer_id, escalation_id),
  foreign key (customer_id, complaint_id) references complaints (customer_id, complaint_id)
);

create index escalations_open on escalations (raised_to) where answered_at is null;

create index escalations_of_complaint on escalations (customer_id, complaint_id);
