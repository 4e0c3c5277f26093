-- The append-only record and the content it vouches for. Everything else in this database can be
-- rebuilt from these tables; nothing may change an entry once it is written, not even by mistake.

create table ledger_heads (
  customer_id uuid not null,
  stream text collate "C" not null,
  version integer not null,
  hash bytea not null,
  recorded_at timestamptz not null,
  primary key (customer_id, stream)
);

create table ledger_entries (
  customer_id uuid not null,
  stream text collate "C" not null,
  version integer not null check (version > 0),
  recorded_at timestamptz not null,
  actor text not null,
  type text not null,
  data jsonb not null,
  previous_hash bytea not null,
  hash bytea not null,
  primary key (customer_id, stream, version)
);

create function refuse_ledger_change() returns trigger language plpgsql as $$
begin
  raise exception 'ledger_entries is append-only: % refused', tg_op using errcode = '23001';
end;
$$;

create trigger ledger_entries_keep_rows before update or delete on ledger_entries
  for each row execute function refuse_ledger_change();

create trigger ledger_entries_keep_table before truncate on ledger_entries
  for each statement execute function refuse_ledger_change();

-- What the sealer has still to give a position: the row that needs doing is the truth.
create table ledger_unsealed (
  customer_id uuid not null,
  stream text collate "C" not null,
  version integer not null,
  hash bytea not null,
  primary key (customer_id, stream, version)
);

-- The leaves of the Merkle tree, in order. Local to the organisation, written by the sealer alone.
create table ledger_positions (
  position bigint not null primary key,
  customer_id uuid not null,
  stream text collate "C" not null,
  version integer not null,
  hash bytea not null,
  unique (customer_id, stream, version)
);

-- Roots of complete subtrees of 256^level leaves, so that a proof reads hundreds of hashes, not millions.
create table ledger_tree (
  level smallint not null,
  index bigint not null,
  hash bytea not null,
  primary key (level, index)
);

create table checkpoints (
  size bigint not null primary key,
  root bytea not null,
  note text not null,
  sealed_at timestamptz not null
);

-- Everything people said or wrote, names and addresses included. The ledger holds only a digest
-- salted with the salt that lies here, so emptying a row breaks neither chain nor figure.
create table words (
  customer_id uuid not null,
  words_id uuid not null,
  salt bytea not null,
  text text,
  erased_at timestamptz,
  primary key (customer_id, words_id)
);

create table files (
  customer_id uuid not null,
  file_id uuid not null,
  salt bytea not null,
  sha256 bytea,
  name text,
  media_type text not null,
  claimed_type text,
  size bigint not null,
  erased_at timestamptz,
  primary key (customer_id, file_id)
);
