-- A complaint is broken into its points, each with a finding; the final answer waits for all of them.

create table points (
  customer_id uuid not null,
  point_id uuid not null,
  complaint_id uuid not null,
  words_id uuid not null,
  message_id uuid,
  noted_by uuid not null,
  noted_at timestamptz not null,
  finding text check (finding in ('upheld', 'partly_upheld', 'not_upheld')),
  finding_reason_id uuid,
  found_by uuid,
  found_at timestamptz,
  found_times integer not null,
  dropped_reason_id uuid,
  dropped_at timestamptz,
  primary key (customer_id, point_id),
  foreign key (customer_id, complaint_id) references complaints (customer_id, complaint_id)
);

create index points_of_complaint on points (customer_id, complaint_id, noted_at);

alter table messages add column is_final boolean not null default false;
-- Why nothing can be done, where an answer says so.
alter table messages add column no_action_id uuid;

-- What a person wrote to customers lately, so that a canned text is seen before it goes out.
create index messages_of_author on messages (staff_id, recorded_at desc)
  where author = 'staff' and audience = 'customer';

-- Closed without a word of the customer, who was asked and said nothing.
alter table complaints add column closed_in_silence boolean not null default false;
-- One matter of a complaint that became a complaint of its own; both are the same customer's.
alter table complaints add column split_from uuid;
create index complaints_split on complaints (customer_id, split_from) where split_from is not null;

-- What to know when we get in touch, since when they are a customer, and who looks after them.
alter table customers add column needs text;
alter table customers add column since_on date;
alter table customers add column account_owner_id uuid;
-- The complaint on whose page the customer said so: only there it is shown to them.
alter table customers add column needs_from uuid;
