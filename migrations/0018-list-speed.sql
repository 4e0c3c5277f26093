-- Every list of the desk walks an index, whatever state it asks for: one walk for each state, merged.
-- Before, a state that few complaints have was looked for among all others.

create index complaints_next_of_state
  on complaints (state, (coalesce(next_at, 'infinity'::timestamptz)), complaint_id);

create index complaints_next_of_owner_and_state
  on complaints (owner_id, state, (coalesce(next_at, 'infinity'::timestamptz)), complaint_id);

create index complaints_newest_of_state
  on complaints (state, recorded_at desc, complaint_id desc);

create index complaints_newest_of_owner_and_state
  on complaints (owner_id, state, recorded_at desc, complaint_id desc);

-- Served by those.
drop index complaints_next;
drop index complaints_next_of_owner;
drop index complaints_newest_of_owner;
