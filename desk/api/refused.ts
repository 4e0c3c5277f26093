import { t } from '@lingui/core/macro';
export type FieldFault = { field: string; message: string };

/** A refusal as it travels. */
export type Said = { code: string; message: string; fields?: FieldFault[] };

export const isRefusal = (answer: unknown): answer is Said =>
  typeof answer === 'object' && answer !== null && 'code' in answer && 'message' in answer;

/** The server said no, in a sentence for a person. */
export class Refused extends Error {
  readonly code: string;
  readonly status: number;
  readonly fields: readonly FieldFault[];

  constructor(status: number, said: Said) {
    super(said.message);
    this.status = status;
    this.code = said.code;
    this.fields = said.fields ?? [];
  }
}

/** No answer came: whether it was done is not known, so a repeat must carry the same key. */
export class Unreachable extends Error {
  constructor() {
    super(t`The server cannot be reached at the moment. What you typed is kept: try again.`);
  }
}

export const mustSignIn = (fault: unknown): boolean =>
  fault instanceof Refused && fault.code === 'sign_in_first';

export const sentenceOf = (fault: unknown): string =>
  fault instanceof Error ? fault.message : t`Something went wrong. Please try again.`;
