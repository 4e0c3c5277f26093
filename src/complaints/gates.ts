import { Refusal } from '#refusal.ts';
import { apologises } from './apology.ts';
import { paragraphSaidBefore } from './canned.ts';
import { type Point, standing } from './points.ts';

/** An answer before it goes out, and what stands behind it. */
export type AnswerToSend = {
  text: string;
  /** Everything is answered with it: each point has its finding. */
  isFinal?: boolean | undefined;
  /** Why nothing can be done, signed by whoever writes. */
  noAction?: string | null | undefined;
  /** How many promises are made with it. */
  promises: number;
  /** Something was promised or done since the customer's last words, or is still open. */
  hasAction: boolean;
};

type Known = {
  points: readonly Pick<Point, 'pointId' | 'finding' | 'isDropped'>[];
  /** What this customer was told before. */
  told: readonly string[];
};

/** Why an answer may not go out as it is; nothing where it may. */
export const refusalsOf = (answer: AnswerToSend, { points, told }: Known): Refusal[] =>
  [
    answer.isFinal ? lacksFindings(points) : undefined,
    lacksAction(answer),
    repeats(answer.text, told),
  ].filter((refusal) => refusal !== undefined);

function lacksFindings(points: Known['points']): Refusal | undefined {
  const left = standing(points);
  const open = left.filter(({ finding }) => finding === null).length;
  if (left.length > 0 && open === 0) return undefined;
  const status = 409;
  const code = 'points_without_finding';
  if (left.length === 0) {
    const sentence =
      /*i18n*/ 'Before the final answer, note what the customer complains of, point by point, and what you found about each.';
    return new Refusal(code, sentence, { status });
  }
  const sentence =
    open === 1
      ? /*i18n*/ 'One point has no finding yet. Say for each what you found and why; then send the final answer.'
      : /*i18n*/ '{open} points have no finding yet. Say for each what you found and why; then send the final answer.';
  return new Refusal(code, sentence, { status, values: { open } });
}

/** Law 3: an apology creates an action. */
function lacksAction(answer: AnswerToSend): Refusal | undefined {
  const { text, noAction, promises, hasAction } = answer;
  if (hasAction || noAction || promises > 0 || !apologises(text)) return undefined;
  return new Refusal(
    'apology_without_action',
    'You apologise, and that is good. Now add what follows from it: a promise with a date, something that puts it right, or the reason why nothing can be done.',
    { status: 409 },
  );
}

function repeats(text: string, told: readonly string[]): Refusal | undefined {
  const again = paragraphSaidBefore(text, told);
  if (again === undefined) return undefined;
  return new Refusal(
    'said_before',
    'This customer has read this before: “{words} …”. Say it in other words, or leave it out.',
    { status: 409, values: { words: again.slice(0, 80) } },
  );
}
