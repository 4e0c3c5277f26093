-- Who we are: the organisation, the people in it, and how they prove who they are.

create table staff (
  staff_id uuid not null primary key,
  name text not null,
  title text not null,
  email text not null,
  phone text,
  roles text[] not null,
  manager_id uuid references staff (staff_id),
  joined_at timestamptz not null,
  left_at timestamptz
);

create unique index staff_email on staff (lower(email));

create table organisation (
  organisation_id uuid not null primary key,
  name text not null,
  zone text not null,
  address text not null,
  phone text not null,
  email text not null,
  answerable_id uuid not null references staff (staff_id),
  deputy_id uuid not null references staff (staff_id),
  witnesses text[] not null,
  set_up_at timestamptz not null
);

create table credentials (
  staff_id uuid not null primary key,
  password_hash text not null,
  changed_at timestamptz not null
);

-- Failed sign-ins per address of mail, known or not, so that a lock tells a stranger nothing.
create table sign_in_failures (
  email_hash bytea not null primary key,
  failures integer not null,
  last_failed_at timestamptz not null
);

create table sessions (
  token_hash bytea not null primary key,
  staff_id uuid not null,
  created_at timestamptz not null,
  expires_at timestamptz not null
);

-- One-time links: purpose 'sign_in' for a person, 'set_up' for the first run.
create table sign_in_links (
  token_hash bytea not null primary key,
  purpose text not null check (purpose in ('sign_in', 'set_up')),
  staff_id uuid,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz
);

create table access_tokens (
  token_hash bytea not null primary key,
  token_id uuid not null,
  name text not null,
  staff_id uuid,
  created_at timestamptz not null,
  revoked_at timestamptz
);

-- Answers already given, so that a request sent twice is done once.
create table idempotency_keys (
  caller text not null,
  key text not null,
  request_digest bytea not null,
  status smallint,
  answer jsonb,
  created_at timestamptz not null,
  primary key (caller, key)
);

create index idempotency_keys_age on idempotency_keys (created_at);
