import type { Act } from '../../may.ts';
import type { Remedy } from '../../remedies/remedy-types.ts';

/** An act with words, as a dialog asks for them. */
export type WordWay = {
  path: 'acceptance' | 'declination' | 'confirmation' | 'delivery' | 'withdrawal' | 'refusal';
  needs: Act;
  button: string;
  /** Added to what is sent. */
  also?: { has: boolean };
  /** Whose words: what the customer said, why we do it, or what came of it. */
  words: 'said' | 'reason' | 'result';
  lead: string;
  said: string;
};

const takesIt: WordWay = {
  path: 'acceptance',
  needs: 'recordRemedyWord',
  button: 'They take it',
  words: 'said',
  lead: 'Write down how the customer said yes.',
  said: 'Noted: they take it.',
};

const declines: WordWay = {
  path: 'declination',
  needs: 'recordRemedyWord',
  button: 'They do not want it',
  words: 'said',
  lead: 'Write down how the customer said no.',
  said: 'Noted: they do not want it.',
};

const isDone: WordWay = {
  path: 'delivery',
  needs: 'keep',
  button: 'They have it now',
  words: 'result',
  lead: 'The customer is told and asked whether that is so. They have the last word.',
  said: 'Noted. The customer is asked whether they have it.',
};

const hasIt: WordWay = {
  path: 'confirmation',
  needs: 'recordRemedyWord',
  button: 'They say that they have it',
  also: { has: true },
  words: 'said',
  lead: 'Best is their own press on their page. Where they told you, write down how.',
  said: 'Noted: they have it.',
};

const hasItNot: WordWay = {
  path: 'confirmation',
  needs: 'recordRemedyWord',
  button: 'They say that they do not',
  also: { has: false },
  words: 'said',
  lead: 'It is our turn again. Write down what they said.',
  said: 'Noted: they do not have it.',
};

const takeBack: WordWay = {
  path: 'withdrawal',
  needs: 'offerRemedies',
  button: 'Take it back',
  words: 'reason',
  lead: 'The customer reads the reason.',
  said: 'Taken back.',
};

const sayNo: WordWay = {
  path: 'refusal',
  needs: 'offerRemedies',
  button: 'Say no',
  words: 'reason',
  lead: 'The customer reads why it is not possible.',
  said: 'Answered. The customer reads why.',
};

/** What can happen next, the likeliest first. */
export function waysFor({ state, proposedBy }: Remedy): WordWay[] {
  switch (state) {
    case 'proposed':
      return [proposedBy === 'customer' ? sayNo : takeBack];
    case 'asked':
      return [takeBack];
    case 'offered':
      return [takesIt, declines, isDone, takeBack];
    case 'accepted':
      return [isDone, takeBack];
    case 'delivered':
      return [hasIt, hasItNot];
    case 'disputed':
      return [isDone, takeBack];
    default:
      return [];
  }
}
