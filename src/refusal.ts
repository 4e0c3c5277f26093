/** A fault in one field of what was sent. */
export type FieldFault = { field: string; message: string };

type RefusalOptions = {
  status?: number;
  fields?: FieldFault[];
  retryAfterSeconds?: number;
  /** What stands in the sentence as `{name}`. */
  values?: Readonly<Record<string, string | number>>;
};

/**
 * A "no" that the caller can act on. Thrown anywhere, turned into an answer in one place per door.
 * `code` is stable and meant for programs; the message is a sentence meant for people and may change.
 * It is English here; the door says `sentence` with `values` in the language of whoever is refused.
 */
export class Refusal extends Error {
  readonly code: string;
  readonly status: number;
  readonly fields: FieldFault[];
  readonly retryAfterSeconds: number | undefined;
  readonly sentence: string;
  readonly values: Readonly<Record<string, string | number>>;

  constructor(code: string, sentence: string, options: RefusalOptions = {}) {
    const values = options.values ?? {};
    super(sentence.replace(/\{(\w+)\}/g, (hole, name: string) => String(values[name] ?? hole)));
    this.sentence = sentence;
    this.values = values;
    this.name = 'Refusal';
    this.code = code;
    this.status = options.status ?? 422;
    this.fields = options.fields ?? [];
    this.retryAfterSeconds = options.retryAfterSeconds;
  }
}

export const notFound = (sentence: string): Refusal =>
  new Refusal('not_found', sentence, { status: 404 });

export const notAllowed = (sentence: string): Refusal =>
  new Refusal('not_allowed', sentence, { status: 403 });

/**
 * The program cannot start or go on for a reason that the person at the keyboard can mend.
 * Printed as a sentence; the process ends with `exitCode`.
 */
export class Stop extends Error {
  readonly exitCode: number;

  constructor(sentence: string, exitCode: number) {
    super(sentence);
    this.name = 'Stop';
    this.exitCode = exitCode;
  }
}

/** Exit codes of `amends`, so that a supervisor can tell one cause from another. */
export const exitCodes = {
  fault: 1,
  configuration: 2,
  portTaken: 3,
  folderInUse: 4,
  databaseNewer: 5,
  noPermission: 6,
  databaseUnreachable: 7,
  notWhole: 8,
} as const;
