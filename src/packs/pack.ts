import { z } from 'zod';
import { clockRuleSchema } from '#calendar/clock-rule.ts';

/** Whether a rule's own text was read, was told by others, or was not found at all. */
export const confidences = ['read', 'second_hand', 'unseen'] as const;

/** Where a rule stands written, and how sure we are of it. */
const mark = { source: z.string().min(1).max(400), confidence: z.enum(confidences) };

const name = z.string().regex(/^[a-z][a-z0-9-]{0,59}$/, 'lower case letters, digits and hyphens');
const fieldName = z.string().regex(/^[a-z][A-Za-z0-9]{0,59}$/, 'a name such as receivedOn');
const day = z.iso.date();

/** What a letter is for. `refusal`: that a complaint is not taken to the next stage. */
export const letterKinds = [
  'acknowledgement',
  'update',
  'holding',
  'delay',
  'summary',
  'final',
  'refusal',
] as const;
export type LetterKind = (typeof letterKinds)[number];

const stageNumber = z.number().int().min(1).max(5);

const notice = z.strictObject({
  kind: z.enum(letterKinds),
  /** Only in this stage; without: in any. */
  stage: stageNumber.optional(),
  requiredBlocks: z.array(fieldName).min(1),
  /** Wording that must not be changed, by block and language. */
  exactText: z.record(fieldName, z.record(z.string(), z.string())).optional(),
  ...mark,
});

const clock = clockRuleSchema.omit({ extension: true });

const extension = z.strictObject({
  clock: name,
  /** Null: as long as was agreed. */
  max: clockRuleSchema.shape.extension.unwrap().shape.max.nullable(),
  needs: z.array(z.enum(['reason', 'newDate', 'escalationBody', 'consent'])).min(1),
  ...mark,
});

const stage = z.strictObject({
  n: stageNumber,
  name: z.string().min(1).max(120),
  /** Nobody who had an earlier stage. */
  differentHandler: z.boolean().default(false),
  /** With a reason, and a letter that names the outside body; otherwise never. */
  mayBeRefused: z.boolean().default(false),
  ...mark,
});

/** A kind of complaint that the pack treats otherwise: its clocks stand in place of those of the same id. */
const variant = z.strictObject({
  id: name,
  name: z.string().min(1).max(200),
  clocks: z.array(clock).min(1),
  ...mark,
});

const conditionalField = z.strictObject({
  field: fieldName,
  when: z.strictObject({ field: fieldName, is: z.array(z.string()).min(1) }),
  ...mark,
});

/** Words that a letter may no longer, or must never, hold. */
const banned = z.strictObject({
  id: name,
  /** A regular expression, compared without regard to case. */
  pattern: z.string().min(1).max(400).refine(isPattern, 'is no regular expression'),
  kinds: z.array(z.enum(letterKinds)).optional(),
  why: z.string().min(1).max(400),
  ...mark,
});

const fileSchema = z.strictObject({
  id: name,
  version: z.string().regex(/^\d{1,4}(?:\.\d{1,3})?$/, 'a version such as 2026.1'),
  name: z.string().min(1).max(200),
  scope: z.string().min(1).max(400),
  jurisdiction: z.string().regex(/^(?:INT|EU|[A-Z]{2}(?:-[A-Z]{2,3})?)$/),
  effectiveFrom: day.nullable(),
  effectiveTo: day.nullable().default(null),
  /** When somebody last held it against its sources. */
  verifiedOn: day,
  appliesWhen: z.strictObject({
    kinds: z.array(z.enum(['complaint', 'question', 'suggestion'])).min(1),
    /** What is proposed when it is switched on; the organisation decides. */
    to: z.enum(['every', 'areas', 'hand']),
    text: z.string().min(1).max(400),
  }),
  definition: z.strictObject({ text: z.string().min(1).max(1_000), ...mark }).nullable(),
  /** Where a customer can turn outside: an id of bodies.json. */
  body: name.nullable(),
  clocks: z.array(clock).max(30),
  /** Until when a shorter way is open. Nothing is broken when such a date passes. */
  windows: z.array(clock).max(10).default([]),
  variants: z.array(variant).max(10).default([]),
  extensions: z.array(extension).max(10).default([]),
  pause: z.strictObject({ allowed: z.enum(['never', 'withCustomerConsent']), ...mark }),
  notices: z.array(notice).max(30),
  stages: z.array(stage).max(5).default([]),
  outcomes: z.array(name).default([]),
  banned: z.array(banned).max(20).default([]),
  fields: z.strictObject({
    required: z.array(fieldName),
    conditional: z.array(conditionalField).default([]),
    ...mark,
  }),
  report: z
    .strictObject({
      period: z.enum(['half_year', 'quarter', 'year']),
      /** The columns of the return, in order; none where no table is asked for. */
      template: z.array(fieldName),
      /** A return is due also where there was nothing. */
      nil: z.boolean(),
      text: z.string().min(1).max(400),
      ...mark,
    })
    .nullable(),
  retention: z
    .strictObject({
      minYears: z.number().int().min(0).max(100),
      from: z.enum(['received', 'closed']),
      ...mark,
    })
    .nullable(),
  notes: z.array(z.string().min(1).max(400)).default([]),
  sources: z.array(z.string().min(1).max(400)),
});

type PackShape = z.infer<typeof fileSchema>;

/** A set of rules under which complaints are handled. The same in a file and for an own charter. */
export const packSchema = fileSchema.superRefine((pack, context) => {
  for (const { path, message } of faultsIn(pack))
    context.addIssue({ code: 'custom', path, message });
});

export type Pack = z.infer<typeof packSchema>;
export type PackNotice = Pack['notices'][number];
export type PackStage = Pack['stages'][number];
export type PackExtension = Pack['extensions'][number];
export type Banned = Pack['banned'][number];

type Fault = { path: (string | number)[]; message: string };

/** What no single field can tell. */
function faultsIn(pack: PackShape): Fault[] {
  const ids = pack.clocks.map(({ id }) => id);
  const all = [...ids, ...pack.windows.map(({ id }) => id)];
  return [
    ...all.flatMap((id, place) =>
      all.indexOf(id) < place ? [{ path: ['clocks'], message: `two clocks are called ${id}` }] : [],
    ),
    ...pack.extensions.flatMap(({ clock: id }, place) =>
      ids.includes(id) ? [] : [{ path: ['extensions', place, 'clock'], message: unknown(id) }],
    ),
    ...pack.notices.flatMap(({ exactText = {}, requiredBlocks }, place) =>
      Object.keys(exactText)
        .filter((block) => !requiredBlocks.includes(block))
        .map((block) => ({
          path: ['notices', place, 'exactText', block],
          message: 'is not among the required blocks',
        })),
    ),
    ...endsBeforeItBegins(pack),
  ];
}

const unknown = (id: string): string => `there is no clock called ${id}`;

const endsBeforeItBegins = ({ effectiveFrom, effectiveTo }: PackShape): Fault[] =>
  effectiveFrom && effectiveTo && effectiveTo < effectiveFrom
    ? [{ path: ['effectiveTo'], message: 'lies before effectiveFrom' }]
    : [];

function isPattern(text: string): boolean {
  try {
    return new RegExp(text, 'iu') instanceof RegExp;
  } catch {
    return false;
  }
}
