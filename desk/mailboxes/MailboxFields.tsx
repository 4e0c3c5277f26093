import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
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
        label={t`Address`}
        hint={
          isOpen
            ? t`An address stays what it is: for another one, add another mailbox`
            : t`The address to which customers write, such as care@example.org`
        }
        type="email"
        isReadOnly={isOpen}
        value={draft.address}
        onChange={(address) => change({ address })}
      />
      <LineField
        label={t`Name`}
        hint={t`As customers read it beside the address, such as “Nordwind customer care”`}
        value={draft.name}
        onChange={(name) => change({ name })}
      />
      <PersonField
        label={t`Who looks after it?`}
        hint={t`They get a task when no mail can be fetched, or when some is missing here.`}
        value={draft.keeperId}
        onChange={(keeperId) => change({ keeperId })}
      />
      <PersonField
        label={t`Whose own address is it?`}
        hint={t`What comes to the head of the organisation or to a manager goes to them as taken higher.`}
        none={t`Nobody’s own: whoever answers`}
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
    t`We fetch it from a mail server (IMAP)`,
    t`The usual way. We take a copy of each mail and change nothing there: nothing is deleted, moved or marked as read.`,
  ],
  [
    'listener',
    t`A mail server hands it on to us`,
    t`For those who run their own mail server: it forwards this address to the port on which this program listens.`,
  ],
  ['none', t`It does not come in`, t`We only write from this address.`],
] as const;

const takes = [
  ['new', t`What comes from now on`, t`What lies there already is left alone.`],
  [
    'all',
    t`What lies there already, too`,
    t`Each mail becomes a complaint with an owner and a date: think before you take years of them.`,
  ],
] as const;

export function InFields(props: FieldsProps) {
  const { draft, change } = props;
  return (
    <fieldset className="stack">
      <legend className="part-title">
        <Trans>How does mail come in?</Trans>
      </legend>
      <RadioField
        label={t`How does mail come in?`}
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
        label={t`Folder`}
        hint={t`INBOX is where new mail lies`}
        value={draft.folder}
        onChange={(folder) => change({ folder })}
      />
      <RadioField
        label={t`Which mail do we take?`}
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
    t`By a mail server of this mailbox (SMTP)`,
    t`Usually the same provider: so our mail comes from where customers expect it.`,
  ],
  ['house', t`By the program’s own mail server`, t`The one from the settings of the program.`],
] as const;

export function OutFields(props: FieldsProps) {
  const { draft, change, secrets, changeSecrets, saved } = props;
  return (
    <fieldset className="stack">
      <legend className="part-title">
        <Trans>How does our mail go out?</Trans>
      </legend>
      <RadioField
        label={t`How does our mail go out?`}
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
        label={t`How many mails in a minute, at most?`}
        hint={t`Many providers lock an address that sends too many at once. Others wait in the outbox.`}
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
          <Trans>
            Give each complaint a reply address of its own
            <span className="hint block">
              Such as care+7k3f92qx@example.org: so an answer finds its complaint even if everything
              else in it is lost. Your mail server must deliver such addresses here; nearly all do.
            </span>
          </Trans>
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
          <Trans>
            We sign our mail ourselves (DKIM)
            <span className="hint block">
              Only if the mail server above does not sign it already. It shows receivers that our
              mail is from us.
            </span>
          </Trans>
        </span>
      </label>
      {draft.isSigned && (
        <div className="stack nested">
          <div className="side-by-side">
            <LineField
              label={t`Domain`}
              hint={t`The part behind the @`}
              value={draft.domain}
              onChange={(domain) => change({ domain })}
            />
            <LineField
              label={t`Selector`}
              hint={t`Under which name the public key stands in the DNS`}
              value={draft.selector}
              onChange={(selector) => change({ selector })}
            />
          </div>
          <WordsField
            label={t`Private key`}
            hint={
              saved.dkimKey
                ? t`One is kept. It stays unless you give another.`
                : t`The text that begins with -----BEGIN PRIVATE KEY-----; it is kept encrypted and never shown again.`
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
