import { t } from '@lingui/core/macro';
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
  button: t`They take it`,
  words: 'said',
  lead: t`Write down how the customer said yes.`,
  said: t`Noted: they take it.`,
};

const declines: WordWay = {
  path: 'declination',
  needs: 'recordRemedyWord',
  button: t`They do not want it`,
  words: 'said',
  lead: t`Write down how the customer said no.`,
  said: t`Noted: they do not want it.`,
};

const isDone: WordWay = {
  path: 'delivery',
  needs: 'keep',
  button: t`They have it now`,
  words: 'result',
  lead: t`The customer is told and asked whether that is so. They have the last word.`,
  said: t`Noted. The customer is asked whether they have it.`,
};

const hasIt: WordWay = {
  path: 'confirmation',
  needs: 'recordRemedyWord',
  button: t`They say that they have it`,
  also: { has: true },
  words: 'said',
  lead: t`Best is their own press on their page. Where they told you, write down how.`,
  said: t`Noted: they have it.`,
};

const hasItNot: WordWay = {
  path: 'confirmation',
  needs: 'recordRemedyWord',
  button: t`They say that they do not`,
  also: { has: false },
  words: 'said',
  lead: t`It is our turn again. Write down what they said.`,
  said: t`Noted: they do not have it.`,
};

const takeBack: WordWay = {
  path: 'withdrawal',
  needs: 'offerRemedies',
  button: t`Take it back`,
  words: 'reason',
  lead: t`The customer reads the reason.`,
  said: t`Taken back.`,
};

const sayNo: WordWay = {
  path: 'refusal',
  needs: 'offerRemedies',
  button: t`Say no`,
  words: 'reason',
  lead: t`The customer reads why it is not possible.`,
  said: t`Answered. The customer reads why.`,
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
