-- Which rules hold here, in which words and since when; what each complaint falls under because of
-- them; and the letters, stages and records that they ask for.

create table packs (
  pack_id text not null,
  version text not null,
  digest text not null,
  -- The whole pack as it stood when it was switched on.
  content_id uuid not null,
  effective_from date,
  effective_to date,
  is_charter boolean not null,
  is_on boolean not null,
  applies_to text not null check (applies_to in ('every', 'areas', 'hand')),
  area_ids uuid[] not null,
  reason_id uuid,
  changed_by uuid not null,
  changed_at timestamptz not null,
  primary key (pack_id, version)
);

-- Where a customer can turn outside, as the organisation has stated it.
create table outside_bodies (
  body_id text not null primary key,
  content_id uuid not null,
  stated_by uuid not null,
  stated_at timestamptz not null
);

-- The versions in force at its receipt, which it keeps.
create table complaint_packs (
  customer_id uuid not null,
  complaint_id uuid not null,
  pack_id text not null,
  version text not null,
  digest text not null,
  variant text,
  applied_by uuid,
  applied_at timestamptz not null,
  primary key (customer_id, complaint_id, pack_id),
  foreign key (customer_id, complaint_id) references complaints (customer_id, complaint_id)
);

create index complaints_of_pack on complaint_packs (pack_id, applied_at);

create table complaint_stages (
  customer_id uuid not null,
  complaint_id uuid not null,
  stage integer not null,
  staff_id uuid not null,
  requested_at timestamptz not null,
  begun_at timestamptz not null,
  primary key (customer_id, complaint_id, stage),
  foreign key (customer_id, complaint_id) references complaints (customer_id, complaint_id)
);

-- What the packs want on record beyond what is known anyway.
create table complaint_fields (
  customer_id uuid not null,
  complaint_id uuid not null,
  field_id text not null,
  words_id uuid not null,
  given_by uuid not null,
  given_at timestamptz not null,
  primary key (customer_id, complaint_id, field_id),
  foreign key (customer_id, complaint_id) references complaints (customer_id, complaint_id)
);

create table letters (
  customer_id uuid not null,
  letter_id uuid not null,
  complaint_id uuid not null,
  kind text not null,
  stage integer,
  language text not null,
  staff_id uuid not null,
  message_id uuid not null,
  -- The blocks as they went out, for ever.
  words_id uuid not null,
  digest text not null,
  new_date_at timestamptz,
  extended_pack text,
  extended_clock text,
  sent_at timestamptz not null,
  primary key (customer_id, letter_id),
  foreign key (customer_id, complaint_id) references complaints (customer_id, complaint_id)
);

create index letters_of_complaint on letters (customer_id, complaint_id, sent_at);
