-- What somebody of ours is writing, kept until it is sent; who is looking at a complaint at the
-- moment; and text blocks, the words that a reply may begin with.

-- Not told from the ledger: nothing of it was said to anybody yet.
create table drafts (
  customer_id uuid not null,
  complaint_id uuid not null,
  staff_id uuid not null,
  kind text not null check (kind in ('reply', 'note')),
  -- As the desk keeps it; only its size is checked.
  content jsonb not null,
  -- Grows with every change, so that two browsers of one person notice each other.
  version integer not null,
  state text not null check (state in ('open', 'sending', 'held')),
  -- The answer as it will be sent, and when; until then it can be taken back.
  answer jsonb,
  send_at timestamptz,
  -- Why it was not sent after all.
  held_code text,
  held_sentence text,
  updated_at timestamptz not null,
  primary key (customer_id, complaint_id, staff_id, kind)
);

create index drafts_of_staff on drafts (staff_id, updated_at);

create index drafts_to_send on drafts (send_at) where state = 'sending';

-- Who has a complaint in front of them. Lost with the server, and made anew within seconds.
create unlogged table presence (
  customer_id uuid not null,
  complaint_id uuid not null,
  staff_id uuid not null,
  doing text not null check (doing in ('looking', 'writing')),
  until timestamptz not null,
  primary key (customer_id, complaint_id, staff_id)
);

create index presence_until on presence (until);

create table text_blocks (
  text_block_id uuid not null primary key,
  title_id uuid not null,
  words_id uuid not null,
  language text not null,
  owner_id uuid not null,
  written_at timestamptz not null,
  changed_at timestamptz,
  retired_at timestamptz
);
