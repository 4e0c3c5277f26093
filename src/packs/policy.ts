import { type Policy, roles } from '#http/caller.ts';

/** Who may decide by which rules we work, and who fills in what they ask for. */
export const packPolicy = {
  read: roles,
  switch: ['administrator'],
  writeCharter: ['administrator'],
  stateBody: ['administrator'],
  apply: ['handler', 'manager', 'executive'],
  beginStage: ['handler', 'manager', 'executive'],
  fillRecord: ['handler', 'manager', 'executive'],
  report: ['manager', 'executive', 'administrator'],
} as const satisfies Policy;
