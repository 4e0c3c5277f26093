-- What we do for a customer to put it right, and how much of that each role may decide by itself.

create table remedies (
  customer_id uuid not null,
  remedy_id uuid not null,
  complaint_id uuid not null,
  kind text not null check (kind in
    ('apology', 'refund', 'replacement', 'visit', 'call_back', 'correction', 'goodwill')),
  -- Minor units of the currency, such as cents.
  amount bigint,
  currency text,
  what_id uuid not null,
  owner_id uuid,
  slot_from timestamptz,
  slot_until timestamptz,
  zone text,
  due_at timestamptz,
  state text not null check (state in ('proposed', 'asked', 'refused', 'offered', 'accepted',
    'declined', 'delivered', 'confirmed', 'disputed', 'withdrawn')),
  proposed_by text check (proposed_by in ('customer', 'staff')),
  -- How it stands to what the customer asked for, and the reason where it is something else.
  wish text check (wish in ('accepted', 'changed')),
  why_id uuid,
  promise_id uuid,
  made_at timestamptz not null,
  asked_by uuid,
  asked_at timestamptz,
  approver_id uuid,
  moves_up_at timestamptz,
  refused_by uuid,
  offered_by uuid,
  offered_at timestamptz,
  -- Against whose limit it counts, once it is offered.
  spent_by uuid,
  reason_id uuid,
  delivered_by uuid,
  delivered_at timestamptz,
  arrived_at timestamptz,
  result_id uuid,
  judged_at timestamptz,
  primary key (customer_id, remedy_id),
  foreign key (customer_id, complaint_id) references complaints (customer_id, complaint_id)
);

create index remedies_of_complaint on remedies (customer_id, complaint_id);

create index remedies_by_id on remedies (remedy_id);

create index remedies_of_promise on remedies (customer_id, promise_id) where promise_id is not null;

-- What somebody has used of their limit is summed over this index alone.
create index remedies_spent on remedies (spent_by, kind, offered_at)
  where state not in ('declined', 'withdrawn');

create index remedies_to_approve on remedies (approver_id, asked_at) where state = 'asked';

create index remedies_moving_up on remedies (moves_up_at) where state = 'asked';

create table remedy_limits (
  organisation_id uuid not null primary key,
  currency text not null,
  period_days integer not null,
  approval_hours integer not null,
  limits jsonb not null,
  set_by uuid not null,
  set_at timestamptz not null
);
