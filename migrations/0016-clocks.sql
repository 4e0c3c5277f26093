-- By when something is due to a customer, as the rules say that hold for the complaint. A clock is told
-- by the stream clocks:<complaint>, and never stops by itself.

create table clocks (
  customer_id uuid not null,
  clock_id uuid not null,
  complaint_id uuid not null,
  pack_id text not null,
  pack_version text not null,
  rule_id text not null,
  notice text not null,
  stage integer,
  anchor text not null,
  anchored_at timestamptz not null,
  started_at timestamptz not null,
  first_due_at timestamptz not null,
  due_at timestamptz not null,
  moved_times integer not null,
  state text not null check (state in ('running', 'breached', 'met', 'ended')),
  -- The warnings that are still to come, in order.
  warnings jsonb not null,
  -- Who is to be told what, and when: in working time.
  telling text check (telling in ('warning', 'breach')),
  tell_at timestamptz,
  tell_step integer not null,
  -- When a sweep has to look at it next: at a warning, or the date itself.
  next_at timestamptz,
  breached_at timestamptz,
  met_at timestamptz,
  met_by text,
  primary key (customer_id, clock_id),
  foreign key (customer_id, complaint_id) references complaints (customer_id, complaint_id)
);

create index clocks_of_complaint on clocks (customer_id, complaint_id);

create index clocks_next on clocks (next_at) where next_at is not null;

create index clocks_tell on clocks (tell_at) where tell_at is not null;

create index clocks_open on clocks (due_at) where state in ('running', 'breached');

-- The organisation's calendar was corrected: which clocks have been reckoned anew since.
create table clock_corrections (
  -- The entry of the organisation's stream that corrected it.
  version integer not null primary key,
  corrected_at timestamptz not null,
  customer_id uuid not null,
  clock_id uuid not null,
  is_done boolean not null
);
