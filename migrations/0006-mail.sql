-- Mail in and out: mailboxes, every mail that ever arrived, what became of it, and tasks for named
-- persons, so that nothing about mail is ever silent.

-- Something that a named person has to look at; at most one open task of the same key.
create table tasks (
  task_id uuid not null primary key,
  staff_id uuid not null,
  kind text not null,
  key text not null,
  subject jsonb not null,
  given_at timestamptz not null,
  done_at timestamptz,
  done_by uuid
);

create unique index tasks_open_key on tasks (key) where done_at is null;

create index tasks_open_of on tasks (staff_id, given_at) where done_at is null;

create table mailboxes (
  mailbox_id uuid not null primary key,
  address text not null,
  -- The person of ours whose address this is: what comes here is addressed to them.
  stands_for uuid,
  -- Who looks after it: the tasks about it are theirs.
  keeper_id uuid not null,
  settings jsonb not null,
  -- Grows with every change, so that whoever watches the mailbox notices.
  version integer not null,
  opened_at timestamptz not null,
  closed_at timestamptz
);

create unique index mailboxes_open_address on mailboxes (lower(address)) where closed_at is null;

-- Passwords and keys, encrypted with a key that lies outside the database.
create table mailbox_secrets (
  mailbox_id uuid not null primary key,
  secrets bytea not null
);

-- How far a folder on a server was read. The folder is named with its user and host: another
-- server may hand out the same numbers.
create table mailbox_cursors (
  mailbox_id uuid not null,
  folder text not null,
  uid_validity bigint not null,
  -- The first mail that is ours to take, by number and, after the numbers began anew, by moment.
  first_uid bigint not null,
  taken_since timestamptz,
  last_uid bigint not null,
  primary key (mailbox_id, folder)
);

-- Mails that could not be fetched or kept. After some tries they no longer hold up the others,
-- and are tried again whenever the mailbox is counted.
create table mailbox_gaps (
  mailbox_id uuid not null,
  folder text not null,
  uid_validity bigint not null,
  uid bigint not null,
  tries integer not null,
  fault text not null,
  tried_at timestamptz not null,
  -- It is gone from the server, and we never had it.
  vanished_at timestamptz,
  primary key (mailbox_id, folder, uid_validity, uid)
);

create table mailbox_health (
  mailbox_id uuid not null primary key,
  -- Which of several workers fetches, and for how long it may be believed alive.
  leased_by uuid,
  leased_until timestamptz,
  ok_at timestamptz,
  fault text,
  fault_since timestamptz,
  counted_at timestamptz,
  counted_all_at timestamptz
);

-- Per day (UTC, by the moment at which the server had it): what lies there, and what of it lies here.
create table mailbox_days (
  mailbox_id uuid not null,
  day date not null,
  on_server integer not null,
  stored integer not null,
  checked_at timestamptz not null,
  primary key (mailbox_id, day)
);

-- Every mail, from the moment its bytes lie in the file store.
create table mails (
  mail_id uuid not null primary key,
  sha256 bytea not null,
  size bigint not null,
  via text not null check (via in ('imap', 'listener', 'folder')),
  mailbox_id uuid,
  envelope jsonb not null,
  arrived_at timestamptz not null,
  stored_at timestamptz not null,
  state text not null
    check (state in ('stored', 'complaint', 'message', 'parked', 'unparsed', 'copy')),
  reason text,
  -- What was read in it: addresses, subject, ids, trust.
  reading jsonb,
  -- Without angle brackets; never empty.
  rfc_id text,
  sender text,
  customer_id uuid,
  complaint_id uuid,
  contact_id uuid,
  -- The mail that this is another copy of.
  copy_of uuid,
  -- The complaint that it may belong to; a person says yes or no.
  suggested_id uuid,
  suggestion_decided_at timestamptz,
  decided_by uuid,
  decided_at timestamptz,
  tries integer not null,
  read_after timestamptz not null
);

create index mails_unread on mails (read_after, mail_id) where state = 'stored';

create index mails_parked on mails (stored_at, mail_id) where state = 'parked' and decided_at is null;

create index mails_by_rfc_id on mails (rfc_id) where rfc_id is not null;

create index mails_of_complaint on mails (complaint_id) where complaint_id is not null;

create index mails_of_sender on mails (sender, stored_at) where sender is not null;

create index mails_copies on mails (copy_of) where copy_of is not null;

-- Where on a server a mail lay: what was fetched once is not fetched again.
create table mail_positions (
  mailbox_id uuid not null,
  folder text not null,
  uid_validity bigint not null,
  uid bigint not null,
  mail_id uuid not null,
  arrived_at timestamptz not null,
  primary key (mailbox_id, folder, uid_validity, uid)
);

create index mail_positions_by_day on mail_positions (mailbox_id, arrived_at);

-- The same words by two ways are one contact: whoever claims the key first is it.
create table mail_copies (
  copy_key bytea not null primary key,
  mail_id uuid not null
);

alter table messages add column quoted_id uuid;
alter table messages add column mail_id uuid;

alter table complaints add column mailbox_id uuid;
alter table complaints add column joined_customer_id uuid;
alter table complaints add column joined_complaint_id uuid;
alter table complaints drop constraint complaints_closed_basis_check;
alter table complaints add constraint complaints_closed_basis_check
  check (closed_basis in ('confirmed', 'withdrawn', 'documented', 'joined'));

create index complaints_joined on complaints (joined_complaint_id) where joined_complaint_id is not null;

-- One person may be several customers to us, one for each address; they stand together under one.
alter table customers add column person_id uuid;
alter table customers add column postal_address text;
-- Mail to the address came back.
alter table customers add column email_failed_at timestamptz;
alter table customers add column email_fault text;

create index customers_of_person on customers (person_id) where person_id is not null;

alter table notices drop constraint notices_channel_check;
alter table notices add constraint notices_channel_check check (channel in ('mail', 'page', 'post'));
-- The words of ours that it carries to the customer, if any.
alter table notices add column message_id uuid;
-- The mailbox that it goes out of; none for the address of the organisation itself.
alter table notices add column mailbox_id uuid;
-- Why it failed, as a stable code, and the code that the other side gave.
alter table notices add column fault text;
alter table notices add column fault_code text;
-- The same words once more, because this one failed.
alter table notices add column again_as uuid;

drop index notices_newest;
create index notices_by_state on notices (state, queued_at desc, notice_id desc);
create index notices_by_id on notices (notice_id);

-- The moment before the first byte goes out: a mail that stands so after a crash may have gone.
alter table outbox add column handed_over_at timestamptz;
alter table outbox add column mailbox_id uuid;
-- Whom the mail server would not have it for, while it took it for others.
alter table outbox add column refused text[];

create index outbox_of_mailbox on outbox (mailbox_id, next_attempt_at);

-- How many mails were begun in each second of the last minute. Whoever begins some holds the row.
create table outbox_paces (
  mailbox_id uuid not null primary key,
  seconds jsonb not null
);

-- What the organisation says about customers' rights in each acknowledgement.
alter table organisation add column rights text;
