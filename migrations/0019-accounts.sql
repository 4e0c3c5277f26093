-- Whoever looks after customers finds their complaints, and thanks that a customer says together with
-- "it is fixed" are kept for the person they are for.

create index customers_of_account_owner on customers (account_owner_id)
  where account_owner_id is not null;

create table thanks (
  customer_id uuid not null,
  complaint_id uuid not null,
  thanks_id uuid not null,
  staff_id uuid not null,
  words_id uuid not null,
  said_at timestamptz not null,
  primary key (customer_id, complaint_id, thanks_id)
);

create index thanks_for on thanks (staff_id, said_at desc, complaint_id);
