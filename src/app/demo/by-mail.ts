import type { Unit } from '#ledger/ledger.ts';
import { unknownEnvelope } from '#mail/arrival.ts';
import { type MailboxSettings, openMailbox, openVault } from '#mailboxes/index.ts';
import { keepMail, readStoredMails } from '#mails/index.ts';
import type { Amends } from '../amends.ts';
import { organisation } from './people.ts';
import type { Script, Stage } from './script.ts';
import { words } from './words.ts';

/** What came by mail: letters of customers, and what machines had to say about ours. */
export function storiesByMail(script: Script): void {
  const { day, ago } = script.days;
  script.scenes.push({ at: day(19, '09:05'), play: openMailboxes });
  const arrives = (at: Date, mail: Mail) =>
    void script.scenes.push({ at, play: ({ amends }) => arrive(amends, at, mail) });
  arrives(ago(300), { ...firstMail, id: firstId });
  arrives(ago(140), fromWork);
  arrives(ago(95), toTheTop);
  arrives(ago(187), outOfOffice);
  arrives(ago(60), newsletter);
}

type Mail = {
  from: string;
  to?: string;
  subject: string;
  text: string;
  id?: string;
  headers?: readonly string[];
};

const firstId = 'lid-3@hartley-mail.example';

const firstMail: Mail = {
  from: 'Rupert Hartley <rupert@hartley-mail.example>',
  subject: 'The lid of the new Carrick does not fit',
  text: words`
    Good evening. The Carrick came on Tuesday, well packed. The lid sits a finger's width too far to
    the left and steam comes out on that side. I have tried it both ways round.

    I would be happy with a lid that fits. I do not need a new pot.

    Rupert Hartley`,
};

/** The same man from another address: a person is asked whether it is one matter. */
const fromWork: Mail = {
  from: 'R. Hartley <r.hartley@hartley-surveyors.example>',
  subject: 'Re: The lid of the new Carrick does not fit',
  headers: [`In-Reply-To: <${firstId}>`, `References: <${firstId}>`],
  text: `${words`
    Sent from the office, sorry. I forgot the number under the base: CR-0419-7.`}

Earlier today Rupert Hartley wrote:
> The lid sits a finger's width too far to the left and steam comes out on that side.`,
};

const toTheTop: Mail = {
  from: 'Elspeth Moyle <elspeth.moyle@example.org>',
  to: 'morwenna@penhallow.example',
  subject: 'To Ms Penhallow personally',
  text: words`
    Dear Ms Penhallow, your father sold my mother her first mixer over the counter and told her to
    write to him if it ever stopped. It has stopped. I do not know whom one writes to now.`,
};

const outOfOffice: Mail = {
  from: 'm.okoye@example.com',
  subject: 'Out of office: We have your complaint',
  headers: ['Auto-Submitted: auto-replied', 'X-Autoreply: yes'],
  text: 'I am away until Monday and read mail now and then.',
};

const newsletter: Mail = {
  from: 'Small Kitchens Weekly <news@kitchens.example>',
  subject: 'Five pots that changed our week',
  headers: ['List-Id: <weekly.kitchens.example>', 'Precedence: bulk'],
  text: 'This week: five pots, two pans and an interview. You get this mail because you signed up.',
};

async function openMailboxes({ amends, cast }: Stage): Promise<void> {
  const vault = await openVault(amends.config);
  const open = (address: string, name: string, standsFor: string | null) =>
    amends.ledger.write(`staff:${cast.tom}`, (unit: Unit) =>
      openMailbox(unit, vault, {
        address,
        settings: { ...settings, name },
        secrets: {},
        standsFor,
        keeperId: cast.tom,
      }),
    );
  await open(organisation.email, organisation.name, null);
  await open('morwenna@penhallow.example', 'Morwenna Penhallow', cast.morwenna);
}

const settings: Omit<MailboxSettings, 'name'> = {
  in: { kind: 'listener' },
  out: null,
  plusAddressing: true,
  perMinute: 60,
  dkim: null,
};

async function arrive(amends: Amends, at: Date, mail: Mail): Promise<void> {
  await keepMail(amends)({
    bytes: [rawOf(mail, at)],
    via: 'listener',
    mailboxId: null,
    arrivedAt: at,
    envelope: unknownEnvelope,
    position: null,
  });
  await readStoredMails(amends.reading);
}

function rawOf({ from, subject, text, id, headers = [], to }: Mail, at: Date): Buffer {
  const head = [
    `From: ${from}`,
    `To: ${to ?? organisation.email}`,
    `Subject: ${subject}`,
    `Message-ID: <${id ?? `${at.getTime()}@demo.example`}>`,
    `Date: ${at.toUTCString()}`,
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    ...headers,
  ];
  return Buffer.from(`${head.join('\r\n')}\r\n\r\n${text.replaceAll('\n', '\r\n')}\r\n`);
}
