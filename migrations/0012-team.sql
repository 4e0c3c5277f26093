-- Around the desk: who has left and who follows them, who is away and who covers, what people are
-- trained for, on which days we work, and how our pages look to customers.

alter table staff add column load_max integer;
-- Who takes over what a person had who has left; who said so, and the note that goes with it.
alter table staff add column successor_id uuid;
alter table staff add column left_by uuid;
alter table staff add column left_note_id uuid;

create index staff_left on staff (staff_id) where left_at is not null;

alter table organisation add column working_days jsonb not null default '[1,2,3,4,5]';
alter table organisation add column holidays jsonb not null default '[]';
alter table organisation add column accent text;
alter table organisation add column accent_dark text;
alter table organisation add column logo_id uuid;

-- Days on which a person is away, both included, and who answers for them meanwhile.
create table absences (
  absence_id uuid not null primary key,
  staff_id uuid not null,
  from_day date not null,
  until_day date not null,
  cover_id uuid not null,
  planned_by uuid not null,
  planned_at timestamptz not null,
  ended_at timestamptz
);

create index absences_of on absences (staff_id, until_day) where ended_at is null;

create index absences_covered_by on absences (cover_id, until_day) where ended_at is null;

-- Products or fields of work that somebody has to be trained for.
create table areas (
  area_id uuid not null primary key,
  name text not null,
  retired_at timestamptz
);

create table skills (
  staff_id uuid not null,
  area_id uuid not null,
  level text not null check (level in ('learning', 'trained', 'teaching')),
  valid_until date,
  granted_by uuid not null,
  granted_at timestamptz not null,
  primary key (staff_id, area_id)
);

create index skills_expiring on skills (valid_until) where valid_until is not null;

alter table complaints add column area_id uuid;
-- Who stands beside whoever it is offered to, and knows the area.
alter table complaints add column paired_with uuid;
-- Whom the customer praises, where it is not its owner.
alter table complaints add column praised_id uuid;

create index complaints_praise on complaints ((coalesce(praised_id, owner_id)), recorded_at desc)
  where kind = 'praise';
