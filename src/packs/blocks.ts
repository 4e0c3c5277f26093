/**
 * What a pack can want in a letter. `own`: only its writer can say it, so it has no text of ours to
 * begin with. `filled`: told from what is known. `choice`: one of several wordings is chosen.
 */
export const letterBlocks = {
  reference: 'filled',
  received: 'filled',
  handler: 'filled',
  answerBy: 'filled',
  procedure: 'filled',
  discussion: 'own',
  definition: 'own',
  stage: 'filled',
  points: 'filled',
  howConsidered: 'own',
  facts: 'own',
  decision: 'own',
  reasons: 'own',
  responsibility: 'own',
  remedy: 'own',
  offerTerms: 'own',
  actionTaken: 'own',
  promises: 'filled',
  steps: 'own',
  communications: 'own',
  followUp: 'own',
  delayReason: 'own',
  refusalReason: 'own',
  newDate: 'filled',
  resolved: 'filled',
  stillDissatisfied: 'filled',
  escalateInside: 'filled',
  bodyNow: 'filled',
  body: 'filled',
  bodyFree: 'filled',
  bodyIndependent: 'filled',
  bodyBinding: 'filled',
  bodyWebsite: 'filled',
  bodyMore: 'filled',
  sixMonths: 'filled',
  waiver: 'choice',
  leaflet: 'filled',
  signature: 'filled',
} as const;

/** In the order in which they stand in a letter. */
export const blockIds = Object.keys(letterBlocks) as BlockId[];
export type BlockId = keyof typeof letterBlocks;

export const isBlockId = (id: string): id is BlockId => Object.hasOwn(letterBlocks, id);
