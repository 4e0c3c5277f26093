import { dayOf } from '#calendar/day.ts';
import { dayMs, later } from '#clock.ts';
import { publishArticle, wantArticle, writeArticle } from '#knowledge/index.ts';
import { type Name, organisation } from './people.ts';
import type { Script } from './script.ts';
import { words } from './words.ts';

type Written = {
  by: Name;
  at: Date;
  title: string;
  text: string;
  /** How many days after it was written it is looked at again. */
  reviewInDays: number;
  language?: string;
  /** On the customers' site: anywhere, or on its first page. */
  isPublic?: 'anywhere' | 'first';
};

/** What the kitchen makers know: some for everybody, one not looked at in time, one not written yet. */
export function knowledgeOfTheHouse(script: Script): void {
  const { day, ago } = script.days;
  write(script, {
    by: 'gemma',
    at: day(19, '10:10'),
    title: 'How do I descale my kettle?',
    text: words`
      Fill it half with water and half with clear vinegar, let it stand for an hour, then boil it once
      and pour it away. Boil fresh water twice before you make tea.

      Please do not use anything that foams. If flakes stay behind, write to us: then it is not lime.`,
    reviewInDays: 180,
    isPublic: 'first',
  });
  write(script, {
    by: 'ines',
    at: day(18, '15:20'),
    title: 'When do I get my money back?',
    text: `As soon as your parcel is on its way to us, not when it arrives. It is on your account within five working days.\n\nYou need:\n\n- the number of your order\n- the label that we send you\n- the box, if you still have it`,
    reviewInDays: 180,
    isPublic: 'first',
  });
  write(script, {
    by: 'pete',
    at: day(17, '09:05'),
    title: 'Carrick slow cooker: the pot cracks in the oven',
    text: words`
      The pot may go into the oven up to 150 degrees, not with the lid on. The old instructions say
      nothing of the degrees: whoever was told wrongly gets a new pot, without asking for a receipt.`,
    reviewInDays: 10,
  });
  write(script, {
    by: 'lena',
    at: day(16, '11:45'),
    title: 'Rückgabe aus Österreich',
    text: 'Aus Österreich ist die Rückgabe kostenlos. Das Etikett kommt per Mail; es gilt bei der Post und in jedem Paketshop.',
    reviewInDays: 120,
    language: 'de',
  });
  script.scenes.push({
    at: ago(95),
    play: async ({ amends: { ledger }, cast }) => {
      const what = 'Which parts of the stand mixer may go into the dishwasher?';
      await ledger.write(`staff:${cast.aisha}`, (unit) =>
        wantArticle(unit, { what, complaintIds: [], customers: null, by: cast.aisha }),
      );
    },
  });
}

function write({ scenes }: Script, { by, at, reviewInDays, isPublic, ...said }: Written): void {
  scenes.push({
    at,
    play: async ({ amends: { ledger }, cast }) => {
      await ledger.write(`staff:${cast[by]}`, async (unit) => {
        const { articleId } = await writeArticle(unit, {
          language: 'en',
          ...said,
          ownerId: cast[by],
          reviewOn: dayOf(later(at, reviewInDays * dayMs), organisation.zone),
          wantedId: null,
        });
        if (isPublic) await publishArticle(unit, articleId, isPublic === 'first');
      });
    },
  });
}
