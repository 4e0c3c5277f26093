import {
  fixFactTypes,
  flawFactTypes,
  giveBrokenTask,
  giveFixTasks,
  giveFlawTasks,
  giveNotToldTask,
  projectFix,
  projectFlaw,
  projectTelling,
  projectTrace,
  tellingFactTypes,
  traceFactTypes,
} from '#flaws/index.ts';
import type { Projection, Reaction } from '#ledger/ledger.ts';
import {
  actionFactTypes,
  giveVoiceTask,
  projectActions,
  projectVoice,
  voiceFactTypes,
} from '#voice/index.ts';

// The part of events.ts about flaws and what our own people say.

export const flawTables = [
  'flaws',
  'flaw_versions',
  'flaw_messages',
  'flaw_traces',
  'fixes',
  'fix_tellings',
  'flaw_affected',
  'voices',
  'action_lists',
  'action_items',
  'silence_assumptions',
] as const;

/** A fix before its flaw: what was verified and returned in one instant is returned. */
export const flawStreams = [
  'fix',
  'flaw',
  'trace',
  'telling',
  'affected',
  'voice',
  'actions',
  'silence',
] as const;

type Rows<T> = readonly (readonly [readonly string[], T])[];

export const flawProjections: Rows<Projection> = [
  [flawFactTypes, projectFlaw],
  [fixFactTypes, projectFix],
  [traceFactTypes, projectTrace],
  [tellingFactTypes, projectTelling],
  [voiceFactTypes, projectVoice],
  [actionFactTypes, projectActions],
];

export const flawReactions: Rows<Reaction> = [
  [flawFactTypes, giveFlawTasks],
  [fixFactTypes, giveFixTasks],
  [['FixFoundBroken'], giveBrokenTask],
  [['NoticeFailed'], giveNotToldTask],
  [voiceFactTypes, giveVoiceTask],
];
