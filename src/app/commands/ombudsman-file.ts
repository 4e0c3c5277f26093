import { findByReference, readReference } from '#complaints/index.ts';
import { exitCodes, Stop } from '#refusal.ts';
import { writeOmbudsmanFolder } from '../ombudsman-file.ts';
import { type Args, firstOf, say } from './arguments.ts';
import { withAmends } from './with-amends.ts';

/** `amends ombudsman-file REFERENCE DIR`: one complaint with everything, in a folder of its own. */
export async function ombudsmanFile(args: Args): Promise<void> {
  const usage = 'Which complaint, and where to? amends ombudsman-file REFERENCE DIR';
  const reference = readReference(firstOf(args, usage));
  const [, dir] = args.positionals;
  if (!dir) throw new Stop(usage, exitCodes.configuration);
  await withAmends(async (amends) => {
    const of = reference && (await findByReference(amends.db, reference));
    if (!of) throw new Stop('There is no complaint with this reference.', exitCodes.configuration);
    const written = await writeOmbudsmanFolder(amends, of, dir);
    say(
      `${written.length} files are in ${dir}. They hold personal data and notes between ourselves.`,
    );
  });
}
