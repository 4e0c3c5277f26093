import { type Ledger, programActor } from '#ledger/ledger.ts';
import { defaultLimits, setLimits } from '#remedies/index.ts';
import { addPerson, type PersonWish, setUp } from '#staff/index.ts';
import { keepToCharter } from './charter.ts';

/** Made up, as everybody in this story. The numbers are those that Ofcom keeps free for drama. */
export const organisation = {
  name: 'Penhallow Kitchen Works',
  zone: 'Europe/London',
  address: 'The Net Loft, Packet Quay, Falmouth, Cornwall',
  phone: '01632 960 140',
  email: 'care@penhallow.example',
};

type Member = Omit<PersonWish, 'managerId' | 'email'> & { above: Name | null };

const member = (name: string, title: string, roles: Member['roles'], above: Name | null) => ({
  name,
  title,
  roles,
  above,
  phone: null,
});

/** Whoever is above somebody stands before them. */
export const names = [
  'morwenna',
  'ines',
  'tom',
  'aisha',
  'daniel',
  'lena',
  'marta',
  'pete',
  'gemma',
  'yusuf',
  'claire',
] as const;
export type Name = (typeof names)[number];

const members: Record<Name, Member> = {
  morwenna: member('Morwenna Penhallow', 'Managing director', ['executive'], null),
  ines: {
    ...member('Ines Carvalho', 'Head of customer care', ['manager'], 'morwenna'),
    phone: '01632 960 141',
  },
  tom: {
    ...member('Tom Treloar', 'Head of repairs', ['manager', 'administrator'], 'morwenna'),
    phone: '01632 960 142',
  },
  aisha: member('Aisha Rahman', 'Customer care', ['handler'], 'ines'),
  daniel: member('Daniel Okafor', 'Customer care', ['handler'], 'ines'),
  lena: member('Lena Hoffmann', 'Customer care, Germany and Austria', ['handler'], 'ines'),
  marta: member('Marta Ruiz', 'Customer care, Spain', ['handler'], 'ines'),
  pete: member('Pete Nancarrow', 'Repair engineer, visits', ['fixer'], 'tom'),
  gemma: member('Gemma Hocking', 'Repair engineer, workshop', ['fixer'], 'tom'),
  yusuf: member('Yusuf Demir', 'Product designer', ['designer'], 'morwenna'),
  claire: member('Claire Whitford', 'Sales to cafés and shops', ['account_owner'], 'morwenna'),
};

/** The people of the story by their short names. */
export type Cast = Record<Name, string>;

const emailOf = (name: Name): string => `${name}@penhallow.example`;

/** Fills the organisation with people, the line of management included, and sets it up. */
export async function gatherCast(ledger: Ledger): Promise<Cast> {
  return ledger.write(programActor, async (unit) => {
    const cast: Partial<Cast> = {};
    for (const name of names) {
      const { above, ...details } = members[name];
      const managerId = (above && cast[above]) ?? null;
      cast[name] = await addPerson(unit, { ...details, email: emailOf(name), managerId });
    }
    await setUp(unit, {
      organisation,
      administrator: detailsOf('tom'),
      answerable: detailsOf('ines'),
      deputy: detailsOf('tom'),
    });
    await setLimits(unit, { ...defaultLimits, currency: 'GBP' }, (cast as Cast).ines);
    await keepToCharter(unit, (cast as Cast).ines);
    return cast as Cast;
  });
}

function detailsOf(name: Name) {
  const { phone, title } = members[name];
  return { name: members[name].name, email: emailOf(name), phone, title };
}
