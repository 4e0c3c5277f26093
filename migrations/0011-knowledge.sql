-- What we know: articles for ourselves and for customers, articles that are wanted, and what a
-- person of ours did not know and wants to learn.

create table articles (
  article_id uuid not null primary key,
  title_id uuid not null,
  text_id uuid not null,
  -- BCP 47, such as en or pt-BR.
  language text not null,
  owner_id uuid not null,
  -- By this day its owner looks whether it is still right.
  review_on date not null,
  -- The review date that has passed and that the owner was asked about.
  review_asked_on date,
  is_public boolean not null,
  -- Public, and named on the first page of the site.
  is_first boolean not null,
  -- Grows with every change of the words, so that two writers at once notice each other.
  edition integer not null,
  written_at timestamptz not null,
  changed_at timestamptz not null,
  reviewed_at timestamptz not null,
  retired_at timestamptz
);

create index articles_newest on articles (changed_at desc, article_id desc) where retired_at is null;

create index articles_by_review on articles (review_on) where retired_at is null;

create index articles_public on articles (changed_at desc, article_id desc)
  where retired_at is null and is_public;

-- Every edition of an article stays readable.
create table article_editions (
  article_id uuid not null references articles (article_id),
  edition integer not null,
  title_id uuid not null,
  text_id uuid not null,
  language text not null,
  written_by text not null,
  written_at timestamptz not null,
  primary key (article_id, edition)
);

-- Made from the words of articles, and made anew when they change.
create table article_index (
  article_id uuid not null primary key,
  edition integer not null,
  document tsvector not null,
  title_stems text[] not null,
  stems text[] not null
);

create index article_index_document on article_index using gin (document);

create index article_index_stems on article_index using gin (stems);

-- Articles that do not exist yet and should: asked for by a person, or because customers ask.
create table wanted_articles (
  wanted_id uuid not null primary key,
  what_id uuid not null,
  complaint_ids uuid[] not null,
  -- How many different customers brought it up; null where a person of ours asked for it.
  customers integer,
  wanted_by uuid,
  wanted_at timestamptz not null,
  article_id uuid,
  declined_reason_id uuid,
  declined_by uuid,
  settled_at timestamptz
);

create index wanted_articles_open on wanted_articles (wanted_at, wanted_id) where settled_at is null;

create index wanted_articles_newest on wanted_articles (wanted_at);

create table training_items (
  training_id uuid not null primary key,
  staff_id uuid not null,
  complaint_id uuid not null,
  what_id uuid not null,
  noted_at timestamptz not null,
  done_at timestamptz,
  done_by uuid
);

create index training_items_of on training_items (staff_id, noted_at, training_id);
