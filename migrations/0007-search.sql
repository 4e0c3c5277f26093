-- Full-text search of the desk. Everything here is made from other tables and can be made anew.

create extension if not exists pg_trgm;

-- Complaints whose words or people changed, until the sweep has written their documents.
create table search_pending (
  customer_id uuid not null,
  complaint_id uuid not null,
  primary key (customer_id, complaint_id)
);

-- The newest first: in a long backlog what just came in is found first.
create index search_pending_newest on search_pending (complaint_id desc);

-- One row for each complaint: all its words, those of its people, and its numbers.
create table search_documents (
  customer_id uuid not null,
  complaint_id uuid not null,
  recorded_at timestamptz not null,
  words tsvector not null,
  primary key (customer_id, complaint_id)
);

-- Long lists of words lie apart, so that sorting many hits by time reads few pages.
alter table search_documents set (toast_tuple_target = 128);

create index search_documents_newest on search_documents (recorded_at desc, complaint_id desc);

-- A long list of what is not yet in the index would be read by every search.
create index search_documents_words on search_documents using gin (words)
  with (gin_pending_list_limit = 512);

-- Every word there is, folded, and roughly in how many complaints; '' counts the complaints.
create table search_words (
  word text collate "C" not null primary key,
  documents integer not null
);

create index search_words_alike on search_words using gin (word gin_trgm_ops)
  where length(word) >= 4 and word !~ '[0-9#]';

-- The languages that complaints were written in: a word is looked for by the stems of each.
create table search_languages (
  language text not null primary key
);

create index external_ids_of_complaint on external_ids (complaint_id);

insert into search_pending (customer_id, complaint_id) select customer_id, complaint_id from complaints;
