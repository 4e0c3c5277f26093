-- Lists that are quick to reach: views of one's own, and what each person has to do, counted as it
-- comes and goes and never by looking.

create table saved_views (
  staff_id uuid not null,
  view_id uuid not null,
  name text not null,
  filters jsonb not null,
  place integer not null,
  primary key (staff_id, view_id)
);

alter table staff_loads
  add column to_do_count integer not null default 0,
  add column waiting_count integer not null default 0,
  add column offered_count integer not null default 0,
  add column raised_count integer not null default 0,
  add column promised_count integer not null default 0;

-- When its owner wants to look at it again, if they chose a day themselves: a day before what was
-- promised. Cleared by any word of the customer's or to them.
alter table complaints add column put_off_at timestamptz;

-- What is there already is counted once, by the same slots as in src/complaints/loads.ts. Whoever
-- had something once keeps a row of zeros, as a replay of the ledger would make it.
with counted (staff_id, complaint_id, to_do, waiting, offered, raised, promised) as (
  select owner_id, complaint_id, (state = 'to_do')::int, (state = 'waiting')::int, 0, 0, 0
    from complaints
  union all
  select offered_to, complaint_id, 0, 0, 1, 0, 0 from complaints where offered_to is not null
  union all
  select raised_to, complaint_id, 0, 0, 0, (answered_at is null)::int, 0 from escalations
  union all
  select owner_id, complaint_id, 0, 0, 0, 0, (state in ('open', 'broken'))::int from promises
  union all
  select (data ->> 'to')::uuid, split_part(stream, ':', 2)::uuid, 0, 0, 0, 0, 0
    from ledger_entries where type = 'HandOverOffered'
  union all
  select (data ->> 'ownerId')::uuid, (data ->> 'complaintId')::uuid, 0, 0, 0, 0, 0
    from ledger_entries where type in ('PromiseMade', 'PromiseRenewed', 'PromisePassedOn')
)
insert into staff_loads
  (staff_id, slot, open_count, to_do_count, waiting_count, offered_count, raised_count, promised_count)
select staff_id, ('x' || right(complaint_id::text, 2))::bit(8)::int % 64, 0,
  sum(to_do), sum(waiting), sum(offered), sum(raised), sum(promised)
from counted group by 1, 2
on conflict (staff_id, slot) do update set
  to_do_count = excluded.to_do_count,
  waiting_count = excluded.waiting_count,
  offered_count = excluded.offered_count,
  raised_count = excluded.raised_count,
  promised_count = excluded.promised_count;
