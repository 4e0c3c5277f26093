import { ORGANISATION_ID } from '#id.ts';
import type { FileRef, StoredFile } from '#ledger/content.ts';
import type { Unit } from '#ledger/ledger.ts';
import { type FieldFault, Refusal } from '#refusal.ts';
import { type Brand, grounds } from '#web/brand.ts';
import { canBeRead, contrastMin, inkOn, lowestContrast, nearestReadable } from '#web/contrast.ts';
import { organisationStream, type StaffFact } from './person.ts';

type Accent = NonNullable<Brand['accent']>;
type Scheme = keyof Accent;
const schemes = ['light', 'dark'] as const;

/** How well words in this colour can be read on our pages, and the nearest that can be. */
export function readability(scheme: Scheme, colour: string) {
  const contrast = lowestContrast(colour, grounds[scheme]);
  return {
    contrast: Math.floor(contrast * 100) / 100,
    canBeRead: canBeRead(colour, grounds[scheme]),
    nearest: nearestReadable(colour, grounds[scheme]),
    ink: inkOn(colour),
  };
}

/** Whoever complains must be able to read it, whatever the house style says. */
function assertReadable(accent: Accent): void {
  const faults = schemes.flatMap((scheme): FieldFault[] => {
    const { canBeRead: passes, contrast, nearest } = readability(scheme, accent[scheme]);
    if (passes) return [];
    const message = `has a contrast of ${contrast} to 1 on ${scheme} pages; ${contrastMin} is needed, and ${nearest} would do`;
    return [{ field: `accent.${scheme}`, message }];
  });
  if (faults.length === 0) return;
  const list = faults.map(({ field, message }) => `${colourOf(accent, field)} ${message}`);
  throw new Refusal('contrast_too_low', `${list.join('; ')}.`.replace(/^#/, 'The colour #'), {
    fields: faults,
  });
}

const colourOf = (accent: Accent, field: string): string =>
  accent[field.endsWith('dark') ? 'dark' : 'light'];

const logoBytesMax = 200 * 1024;
const logoTypes = ['image/png', 'image/jpeg'];

function assertUsable({ mediaType, size }: StoredFile): void {
  if (logoTypes.includes(mediaType) && size <= logoBytesMax) return;
  throw new Refusal(
    'logo_unusable',
    'A logo must be a picture, PNG or JPEG, of at most 200 KB. Export it smaller, or in that format.',
    { fields: [{ field: 'logo', message: 'must be PNG or JPEG of at most 200 KB' }] },
  );
}

export type BrandWish = {
  accent: Accent | null;
  /** Undefined leaves it as it is; null takes it away. */
  logo: StoredFile | null | undefined;
  by: string;
};

export async function setBrand(unit: Unit, { accent, logo, by }: BrandWish): Promise<void> {
  if (accent) assertReadable(accent);
  if (logo) assertUsable(logo);
  const entries = await unit.load(organisationStream);
  const last = entries.findLast(({ type }) => type === 'BrandingSet');
  const before = (last?.data['logo'] as FileRef | null | undefined) ?? null;
  const [kept = null] = logo ? await unit.keepFiles(ORGANISATION_ID, [logo]) : [];
  const fact: StaffFact = {
    type: 'BrandingSet',
    data: { accent, logo: logo === undefined ? before : kept, by },
  };
  await unit.record(organisationStream, [fact]);
}
