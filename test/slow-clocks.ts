// Dates as one would find them with a calendar on the wall and a finger: day by day, and minute by
// minute where a day ends. Written without the calendar kit, to be compared with it.

type FactSeen = { type: string; stream: string; data: Record<string, unknown>; at: Date };
export type Told = { at: Date; data: { staffId: string } };
export type Absent = { staffId: string; coverId: string; from: string; until: string };

/** Of the organisation. */
export const holidays = [
  '2026-12-24',
  '2026-12-25',
  '2026-12-31',
  '2027-01-01',
  '2027-03-26',
  '2027-03-29',
  '2027-05-06',
  '2027-05-17',
  '2027-10-31',
];

/** Of England, as the government lists them. */
const england = [
  '2026-12-25',
  '2026-12-28',
  '2027-01-01',
  '2027-03-26',
  '2027-03-29',
  '2027-05-03',
  '2027-05-31',
  '2027-08-30',
  '2027-12-27',
  '2027-12-28',
];

const wall = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Europe/Berlin',
  dateStyle: 'short',
  timeStyle: 'medium',
});
const dayHere = (at: Date): string => wall.format(at).slice(0, 10);
const timeHere = (at: Date): string => wall.format(at).slice(11, 16);

const nextDay = (day: string, step = 1): string => {
  const noon = new Date(`${day}T12:00:00Z`);
  noon.setUTCDate(noon.getUTCDate() + step);
  return noon.toISOString().slice(0, 10);
};

const isWeekend = (day: string): boolean =>
  [0, 6].includes(new Date(`${day}T12:00:00Z`).getUTCDay());
const isWorkDay = (day: string, off: readonly string[]): boolean =>
  !isWeekend(day) && !off.includes(day);

export const isWorkTime = (at: Date): boolean =>
  isWorkDay(dayHere(at), holidays) && timeHere(at) >= '09:00' && timeHere(at) < '17:00';

export const isAway = (absences: readonly Absent[], staffId: string, at: Date): boolean =>
  absences.some(
    (absent) =>
      absent.staffId === staffId && absent.from <= dayHere(at) && dayHere(at) <= absent.until,
  );

/** The instant at which the wall shows this time on this day. */
function at(day: string, time: string): Date {
  const wanted = `${day} ${time}`;
  for (let ahead = -3; ahead <= 0; ahead++) {
    const found = new Date(Date.parse(`${day}T${time}:00Z`) + ahead * 3_600_000);
    if (wall.format(found).slice(0, 16) === wanted) return found;
  }
  throw new Error(`the wall never shows ${wanted}`);
}

/** The last instant of a day. */
const endOf = (day: string): Date => new Date(at(nextDay(day), '00:00').getTime() - 1);

function workDays(from: string, count: number, off: readonly string[]): string {
  let day = from;
  for (let left = Math.abs(count); left > 0; ) {
    day = nextDay(day, Math.sign(count));
    if (isWorkDay(day, off)) left--;
  }
  return day;
}

/** Nine o'clock on this day, or on the last before it on which we work. */
function morningUntil(day: string): Date {
  let found = day;
  while (!isWorkDay(found, holidays)) found = nextDay(found, -1);
  return at(found, '09:00');
}

type Limit = {
  name: string;
  anchor: 'received' | 'acknowledged';
  metBy: 'answered' | 'acknowledged' | 'final';
  due(from: string): Date;
  /** The days on which it is warned of. */
  warned(due: string): string[];
};

const days = (count: number, off: readonly string[], ...warned: number[]) => ({
  due: (from: string) => endOf(workDays(from, count, off)),
  warned: (due: string) => warned.map((before) => workDays(due, -before, off)),
});

const limits: readonly Limit[] = [
  {
    name: 'first-answer answer',
    anchor: 'received',
    metBy: 'answered',
    due: (from) => at(workDays(from, 1, holidays), '17:00'),
    warned: () => [],
  },
  { name: 'eu-psd2 answer', anchor: 'received', metBy: 'final', ...days(15, holidays, 5, 2) },
  { name: 'eu-psd2 final', anchor: 'received', metBy: 'final', ...days(35, holidays, 5, 2) },
  {
    name: 'uk-fca-disp final',
    anchor: 'received',
    metBy: 'final',
    due: (from) => endOf(nextDay(from, 56)),
    warned: (due) => [nextDay(due, -14), workDays(due, -3, england)],
  },
  {
    name: 'uk-housing-2024 acknowledge-1',
    anchor: 'received',
    metBy: 'acknowledged',
    ...days(5, england, 1),
  },
  {
    name: 'uk-housing-2024 final-1',
    anchor: 'acknowledged',
    metBy: 'final',
    ...days(10, england, 3, 1),
  },
];

type Life = { id: string } & Partial<
  Record<'received' | 'acknowledged' | 'answered' | 'final', Date>
>;

/** Every warning and every breach that there must be, from what happened to the complaints alone. */
export function expectedOf(facts: readonly FactSeen[], now: Date): string[] {
  const received = facts.filter(({ type }) => type === 'ComplaintReceived');
  return received.flatMap(({ stream, data }) => {
    const own = facts.filter((fact) => fact.stream === stream);
    const first = (is: (fact: FactSeen) => boolean) => own.find(is)?.at;
    const life: Life = { id: stream.slice('complaint:'.length) };
    const times = {
      received: new Date(String(data['receivedAt'])),
      acknowledged: first(({ type }) => type === 'ComplaintAcknowledged'),
      answered: first(isAnswer),
      final: first((fact) => isAnswer(fact) && fact.data['isFinal'] === true),
    };
    Object.assign(life, times);
    return limits.flatMap((limit) => expectedBy(limit, life, now));
  });
}

const isAnswer = ({ type, data }: FactSeen): boolean =>
  type === 'MessageAdded' && data['audience'] === 'customer';

function expectedBy(limit: Limit, life: Life, now: Date): string[] {
  const anchor = life[limit.anchor];
  if (!anchor) return [];
  const met = life[limit.metBy];
  const due = limit.due(dayHere(anchor));
  const until = met && met < now ? met : now;
  const name = `${life.id} ${limit.name}`;
  const mornings = new Set(
    limit.warned(dayHere(due)).map((day) => morningUntil(day).toISOString()),
  );
  const warned = [...mornings].filter(
    (time) => time > anchor.toISOString() && new Date(time) <= until,
  );
  const isOver = met ? due < until : due <= now;
  return [
    ...warned.map((time) => `${name} warned ${time}`),
    ...(isOver ? [`${name} breached ${due.toISOString()}`] : []),
  ];
}
