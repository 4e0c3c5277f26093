-- Errands: work handed to teams of fixers with a receipt, what their tools behind a webhook are told,
-- and what an honest date needs to know.

create table fixer_teams (
  team_id uuid not null primary key,
  name text not null,
  -- Answers for the team: has what nobody has accepted yet.
  lead_id uuid not null,
  -- Working hours within which an errand is accepted or declined; then it moves up.
  answer_hours integer not null,
  -- Told by mail as well, and may answer by mail.
  is_mailed boolean not null,
  -- May read the whole complaint behind an errand of theirs.
  sees_whole boolean not null,
  webhook_url text,
  -- Counts up with each new secret.
  webhook_edition integer not null,
  formed_at timestamptz not null,
  closed_at timestamptz
);

create table fixer_team_members (
  team_id uuid not null references fixer_teams (team_id),
  staff_id uuid not null,
  primary key (team_id, staff_id)
);

create index fixer_team_members_of on fixer_team_members (staff_id);

create table errands (
  customer_id uuid not null,
  errand_id uuid not null,
  complaint_id uuid not null,
  team_id uuid not null,
  what_id uuid not null,
  why_id uuid not null,
  promise_id uuid,
  remedy_id uuid,
  state text not null check (state in
    ('handed', 'accepted', 'declined', 'done', 'returned', 'confirmed', 'called_off')),
  -- The one who has it now, and the one next date; null when it is over.
  owner_id uuid,
  next_at timestamptz,
  handed_by uuid not null,
  -- Who answers to the customer for it.
  handler_id uuid not null,
  fixer_id uuid,
  -- By when the customer was told that it is done.
  needed_by timestamptz,
  -- What the team's capacity allowed when it was handed over, and the work that lay before it, in days.
  honest_at timestamptz,
  queue_days double precision,
  warned_at timestamptz,
  due_at timestamptz,
  raised_to uuid,
  passed_times integer not null,
  returned_times integer not null,
  is_managers boolean not null,
  reason_id uuid,
  result_id uuid,
  arrived_at timestamptz,
  -- What the team's own tool calls it.
  reference_id uuid,
  handed_at timestamptz not null,
  -- Since when it is with this team.
  team_since timestamptz not null,
  accepted_at timestamptz,
  done_at timestamptz,
  settled_at timestamptz,
  primary key (customer_id, errand_id),
  foreign key (customer_id, complaint_id) references complaints (customer_id, complaint_id)
);

create index errands_of_complaint on errands (customer_id, complaint_id);

create index errands_by_id on errands (errand_id);

create index errands_of_promise on errands (customer_id, promise_id) where promise_id is not null;

create index errands_of_remedy on errands (customer_id, remedy_id) where remedy_id is not null;

create index errands_open_of_team on errands (team_id, team_since)
  where state in ('handed', 'accepted', 'returned');

create index errands_done_by_team on errands (team_id, done_at) where done_at is not null;

create index errands_due on errands (next_at)
  where state in ('handed', 'accepted', 'declined', 'done', 'returned');

create index errands_of_owner on errands (owner_id, next_at) where owner_id is not null;

create table errand_questions (
  customer_id uuid not null,
  question_id uuid not null,
  errand_id uuid not null,
  asked_by uuid not null,
  asker text not null check (asker in ('fixer', 'handler')),
  words_id uuid not null,
  -- A mail that could not be understood; nobody guesses what it means.
  is_unclear boolean not null,
  asked_at timestamptz not null,
  answered_by uuid,
  answer_id uuid,
  answered_at timestamptz,
  primary key (customer_id, question_id),
  foreign key (customer_id, errand_id) references errands (customer_id, errand_id)
);

create index errand_questions_of on errand_questions (customer_id, errand_id, asked_at);

-- What a team's tool is told over its webhook; what is said is read from the errand when it is sent.
create table errand_deliveries (
  customer_id uuid not null,
  delivery_id uuid not null,
  errand_id uuid not null,
  team_id uuid not null,
  event text not null,
  made_at timestamptz not null,
  state text not null check (state in ('waiting', 'delivered', 'failed')),
  attempts integer not null,
  next_attempt_at timestamptz not null,
  last_fault text,
  delivered_at timestamptz,
  primary key (customer_id, delivery_id)
);

create index errand_deliveries_due on errand_deliveries (next_attempt_at) where state = 'waiting';

create index errand_deliveries_of_team on errand_deliveries (team_id, made_at);

-- The team for whose own tool a token acts, and which sees nothing else of ours.
alter table access_tokens add column team_id uuid;

alter table mails drop constraint mails_state_check;
alter table mails add constraint mails_state_check check (state in
  ('stored', 'complaint', 'message', 'parked', 'unparsed', 'copy', 'errand'));
