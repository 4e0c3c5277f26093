-- What is wrong with us that complaints point to, what ends it, who is told, and what our own people
-- say about it.

create table flaws (
  flaw_id uuid not null primary key,
  state text not null check (state in ('suspected', 'named', 'dismissed', 'ended')),
  -- Itself, or the flaw that it was merged into: all of one root are one flaw.
  root_id uuid not null,
  name_id uuid,
  owner_id uuid not null,
  harm text check (harm in ('nuisance', 'loss', 'hardship', 'danger')),
  -- What it is about.
  area_id uuid,
  product_id uuid,
  place_id uuid,
  channel text,
  -- Why it happened; for a mistake of the customer's also what of ours let it happen.
  cause text,
  cause_behind text,
  -- How it ended.
  ending text,
  versions integer not null,
  since timestamptz not null,
  recorded_at timestamptz not null,
  -- The evidence by which the program suspected it.
  suspected_rows uuid[] not null,
  usual double precision,
  chance double precision,
  words_id uuid,
  designer_id uuid,
  design_due_at timestamptz,
  design_answered_at timestamptz,
  design_missed_times integer not null,
  known_text_id uuid,
  known_until date,
  returned_at timestamptz,
  returned_times integer not null,
  split_from uuid
);

create index flaws_newest on flaws (recorded_at desc, flaw_id desc);

create index flaws_of_root on flaws (root_id);

create index flaws_design_due on flaws (design_due_at)
  where design_due_at is not null and design_answered_at is null;

-- Each axis as it was said at the time: nothing is relabelled afterwards.
create table flaw_versions (
  flaw_id uuid not null,
  version integer not null,
  axis text not null check (axis in ('about', 'cause', 'ending')),
  told jsonb not null,
  reason_id uuid,
  set_by uuid,
  set_at timestamptz not null,
  primary key (flaw_id, version)
);

create table flaw_messages (
  flaw_id uuid not null,
  message_id uuid not null,
  kind text not null check (kind in ('remark', 'proposal', 'design_answer')),
  staff_id uuid not null,
  words_id uuid not null,
  said_at timestamptz not null,
  primary key (flaw_id, message_id)
);

-- Which complaints point to which flaws.
create table flaw_traces (
  customer_id uuid not null,
  complaint_id uuid not null,
  flaw_id uuid not null,
  traced_by text not null check (traced_by in ('program', 'staff', 'customer')),
  staff_id uuid,
  reason_id uuid,
  traced_at timestamptz not null,
  ended_at timestamptz,
  ended_by uuid,
  primary key (customer_id, complaint_id, flaw_id),
  foreign key (customer_id, complaint_id) references complaints (customer_id, complaint_id)
);

create index flaw_traces_of on flaw_traces (flaw_id, complaint_id);

create table fixes (
  fix_id uuid not null primary key,
  flaw_id uuid not null,
  kind text not null check (kind in ('change', 'training')),
  state text not null check (state in
    ('planned', 'shipped', 'verified', 'unproven', 'returned', 'dropped')),
  what_id uuid not null,
  owner_id uuid not null,
  due_on date not null,
  credited uuid[] not null,
  planned_at timestamptz not null,
  shipped_at timestamptz,
  shipped_by uuid,
  -- What was wrong and what is now different, by language.
  texts jsonb,
  window_days integer,
  judge_at timestamptz,
  figures jsonb,
  judged_at timestamptz,
  staff_words_id uuid,
  public_words_id uuid
);

create index fixes_of on fixes (flaw_id, planned_at);

create index fixes_shipped on fixes (shipped_at) where shipped_at is not null;

create index fixes_to_judge on fixes (judge_at) where state = 'shipped';

-- Who was told of a fix: the key makes sure that it is once.
create table fix_tellings (
  customer_id uuid not null,
  fix_id uuid not null,
  complaint_id uuid,
  notice_id uuid not null,
  told_at timestamptz not null,
  answer text check (answer in ('broken', 'works')),
  answered_at timestamptz,
  primary key (customer_id, fix_id)
);

create index fix_tellings_of on fix_tellings (fix_id, answer);

create index fix_tellings_of_notice on fix_tellings (notice_id);

-- Customers whom it may have hit and who did not complain of it.
create table flaw_affected (
  customer_id uuid not null,
  flaw_id uuid not null,
  how text not null check (how in ('facts', 'listed', 'said')),
  found_at timestamptz not null,
  decision text check (decision in ('tell', 'leave')),
  decided_by uuid,
  reason_id uuid,
  decided_at timestamptz,
  primary key (customer_id, flaw_id)
);

create index flaw_affected_of on flaw_affected (flaw_id, decision);

-- What the likeness kit made of each complaint, so that it can go on after a restart.
create table likeness_rows (
  customer_id uuid not null,
  complaint_id uuid not null,
  at timestamptz not null,
  recorded_at timestamptz not null,
  group_id uuid not null,
  fingerprint bytea not null,
  product text,
  place text,
  channel text,
  primary key (customer_id, complaint_id)
);

create index likeness_rows_by_time on likeness_rows (recorded_at, complaint_id);

create index likeness_rows_of on likeness_rows (complaint_id);

-- One letter sent in by many.
create table campaigns (
  campaign_id uuid not null primary key,
  complaint_ids uuid[] not null,
  found_at timestamptz not null
);

create index campaigns_newest on campaigns (found_at desc, campaign_id desc);

-- What our own people say is wrong. Nobody knows who said it where said_by is null.
create table voices (
  voice_id uuid not null primary key,
  words_id uuid not null,
  said_by uuid,
  complaint_id uuid,
  flaw_id uuid,
  owner_id uuid not null,
  due_at timestamptz not null,
  moved_up_times integer not null,
  said_at timestamptz not null,
  decision text check (decision in ('adopted', 'declined', 'later')),
  answer_id uuid,
  answered_by uuid,
  answered_at timestamptz
);

create index voices_newest on voices (said_at desc, voice_id desc);

create index voices_due on voices (due_at) where answered_at is null;

create table action_lists (
  week_on date not null primary key,
  drafted_at timestamptz not null,
  complaints integer not null
);

create table action_items (
  item_id uuid not null primary key,
  week_on date not null references action_lists (week_on),
  place integer not null,
  flaw_id uuid,
  voice_id uuid,
  harm double precision not null,
  frequency double precision not null,
  silence double precision not null,
  owner_id uuid not null,
  step text not null,
  step_words_id uuid,
  outcome text check (outcome in ('done', 'dropped')),
  outcome_words_id uuid,
  settled_by uuid,
  settled_at timestamptz
);

create unique index action_items_of on action_items (week_on, place);

-- For each who complains, how many do not: an assumption that people can read and change.
create table silence_assumptions (
  kind text not null primary key,
  silent double precision not null,
  reason_id uuid not null,
  set_by uuid not null,
  set_at timestamptz not null
);
