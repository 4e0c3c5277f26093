import { type Entry, idOf } from '#ledger/entry.ts';
import type { Unit } from '#ledger/ledger.ts';
import { finishTask, giveTask } from '#tasks/index.ts';
import type { VoiceFact } from './voice.ts';

/** Whoever has to answer has a task, until it is answered. */
export async function giveVoiceTask(unit: Unit, entry: Entry): Promise<void> {
  const { type, data, stream } = entry as Entry<VoiceFact>;
  const voiceId = idOf(stream);
  const key = `voice_answer:${voiceId}`;
  await finishTask(unit, key);
  if (type === 'VoiceAnswered') return;
  await giveTask(unit, { staffId: data.ownerId, kind: 'voice_answer', key, subject: { voiceId } });
}
