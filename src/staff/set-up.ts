import type { z } from 'zod';
import type { Context } from '#http/context.ts';
import type { Unit } from '#ledger/ledger.ts';
import { setUp } from './commands.ts';
import type { setUpBody } from './schemas.ts';
import { makeSignInLink } from './sign-in.ts';

/** The zone of the machine, where nobody named one. */
const zoneHere = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;

/** Sets the organisation up and returns the administrator's one-time sign-in link. */
export async function setUpOrganisation(
  context: Context,
  unit: Unit,
  body: z.output<typeof setUpBody>,
): Promise<{ signInLink: string }> {
  const { administrator, answerable, deputy, contact } = body;
  const { name, zone = zoneHere(), witnesses = [] } = body.organisation;
  const organisation = { name, zone, witnesses, ...contact };
  const made = await setUp(unit, { organisation, administrator, answerable, deputy });
  const token = await makeSignInLink(unit.tx, made.administratorId, unit.now);
  return { signInLink: `${context.config.publicUrl}/sign-in/${token}` };
}
