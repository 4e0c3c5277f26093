import type { SavedSecrets } from '../api/mailbox-types.ts';
import { Field } from '../parts/Field.tsx';
import { LineField, PersonField, WordsField } from '../parts/fields.tsx';
import { imapPorts, type MailboxDraft, type Secrets, smtpPorts } from './mailbox-draft.ts';
import { RadioField } from './RadioField.tsx';
import { ServerFields } from './ServerFields.tsx';

export type FieldsProps = {
  draft: MailboxDraft;
  change: (part: Partial<MailboxDraft>) => void;
  secrets: Secrets;
  changeSecrets: (part: Partial<Secrets>) => void;
  /** It is there already. */
  isOpen: boolean;
  /** Which passwords and keys lie with the server. */
  saved: SavedSecrets;
};

export function WhoseFields({ draft, change, isOpen }: FieldsProps) {
  return (
    <>
      <LineField
        label="Address"
        hint={
          isOpen
            ? 'An address stays what it is: for another one, add another mailbox'
            : 'The address to which customers write, such as care@example.org'
        }
        type="email"
        isReadOnly={isOpen}
        value={draft.address}
        onChange={(address) => change({ address })}
      />
      <LineField
        label="Name"
        hint="As customers read it beside the address, such as “Nordwind customer care”"
        value={draft.name}
        onChange={(name) => change({ name })}
      />
      <PersonField
        label="Who looks after it?"
        hint="They get a task when no mail can be fetched, or when some is missing here."
        value={draft.keeperId}
        onChange={(keeperId) => change({ keeperId })}
      />
      <PersonField
        label="Whose own address is it?"
        hint="What comes to the head of the organisation or to a manager goes to them as taken higher."
        none="Nobody’s own: whoever answers"
        isRequired={false}
        value={draft.standsFor}
        onChange={(standsFor) => change({ standsFor })}
      />
    </>
  );
}

const ways = [
  [
    'imap',
    'We fetch it from a mail server (IMAP)',
    'The usual way. We take a copy of each mail and change nothing there: nothing is deleted, moved or marked as read.',
  ],
  [
    'listener',
    'A mail server hands it on to us',
    'For those who run their own mail server: it forwards this address to the port on which this program listens.',
  ],
  ['none', 'It does not come in', 'We only write from this address.'],
] as const;

const takes = [
  ['new', 'What comes from now on', 'What lies there already is left alone.'],
  [
    'all',
    'What lies there already, too',
    'Each mail becomes a complaint with an owner and a date: think before you take years of them.',
  ],
] as const;

export function InFields(props: FieldsProps) {
  const { draft, change } = props;
  return (
    <fieldset className="stack">
      <legend className="part-title">How does mail come in?</legend>
      <RadioField
        label="How does mail come in?"
        choices={ways}
        chosen={draft.way}
        onChoose={(way) => change({ way })}
        below={draft.way === 'imap' && <FetchFields {...props} />}
      />
    </fieldset>
  );
}

function FetchFields({ draft, change, secrets, changeSecrets, saved }: FieldsProps) {
  return (
    <div className="stack nested">
      <ServerFields
        server={draft.imap}
        change={(imap) => change({ imap })}
        ports={imapPorts}
        example="imap.example.org"
        password={secrets.imapPassword}
        onPassword={(imapPassword) => changeSecrets({ imapPassword })}
        isKept={saved.imapPassword}
        needsUser
      />
      <LineField
        label="Folder"
        hint="INBOX is where new mail lies"
        value={draft.folder}
        onChange={(folder) => change({ folder })}
      />
      <RadioField
        label="Which mail do we take?"
        isTitled
        choices={takes}
        chosen={draft.take}
        onChoose={(take) => change({ take })}
      />
    </div>
  );
}

const outs = [
  [
    'own',
    'By a mail server of this mailbox (SMTP)',
    'Usually the same provider: so our mail comes from where customers expect it.',
  ],
  ['house', 'By the program’s own mail server', 'The one from the settings of the program.'],
] as const;

export function OutFields(props: FieldsProps) {
  const { draft, change, secrets, changeSecrets, saved } = props;
  return (
    <fieldset className="stack">
      <legend className="part-title">How does our mail go out?</legend>
      <RadioField
        label="How does our mail go out?"
        choices={outs}
        chosen={draft.hasOwnOut ? 'own' : 'house'}
        onChoose={(out) => change({ hasOwnOut: out === 'own' })}
        below={
          draft.hasOwnOut && (
            <div className="stack nested">
              <ServerFields
                server={draft.smtp}
                change={(smtp) => change({ smtp })}
                ports={smtpPorts}
                example="smtp.example.org"
                password={secrets.smtpPassword}
                onPassword={(smtpPassword) => changeSecrets({ smtpPassword })}
                isKept={saved.smtpPassword}
                needsUser={false}
              />
            </div>
          )
        }
      />
      <Field
        label="How many mails in a minute, at most?"
        hint="Many providers lock an address that sends too many at once. Others wait in the outbox."
      >
        {(wired) => (
          <input
            {...wired}
            type="number"
            min={1}
            max={10000}
            required
            value={draft.perMinute}
            onChange={({ target }) => change({ perMinute: target.value })}
          />
        )}
      </Field>
      <label className="check">
        <input
          type="checkbox"
          checked={draft.plusAddressing}
          onChange={({ target }) => change({ plusAddressing: target.checked })}
        />
        <span>
          Give each complaint a reply address of its own
          <span className="hint block">
            Such as care+7k3f92qx@example.org: so an answer finds its complaint even if everything
            else in it is lost. Your mail server must deliver such addresses here; nearly all do.
          </span>
        </span>
      </label>
      <SignFields {...props} />
    </fieldset>
  );
}

function SignFields({ draft, change, secrets, changeSecrets, saved }: FieldsProps) {
  return (
    <>
      <label className="check">
        <input
          type="checkbox"
          checked={draft.isSigned}
          onChange={({ target }) => change({ isSigned: target.checked })}
        />
        <span>
          We sign our mail ourselves (DKIM)
          <span className="hint block">
            Only if the mail server above does not sign it already. It shows receivers that our mail
            is from us.
          </span>
        </span>
      </label>
      {draft.isSigned && (
        <div className="stack nested">
          <div className="side-by-side">
            <LineField
              label="Domain"
              hint="The part behind the @"
              value={draft.domain}
              onChange={(domain) => change({ domain })}
            />
            <LineField
              label="Selector"
              hint="Under which name the public key stands in the DNS"
              value={draft.selector}
              onChange={(selector) => change({ selector })}
            />
          </div>
          <WordsField
            label="Private key"
            hint={
              saved.dkimKey
                ? 'One is kept. It stays unless you give another.'
                : 'The text that begins with -----BEGIN PRIVATE KEY-----; it is kept encrypted and never shown again.'
            }
            isRequired={!saved.dkimKey}
            value={secrets.dkimKey}
            onChange={(dkimKey) => changeSecrets({ dkimKey })}
          />
        </div>
      )}
    </>
  );
}
