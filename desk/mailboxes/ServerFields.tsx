import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import type { Encryption } from '../api/mailbox-types.ts';
import { Field } from '../parts/Field.tsx';
import { LineField, WordsField } from '../parts/fields.tsx';
import type { ServerDraft } from './mailbox-draft.ts';

const encryptions: readonly (readonly [Encryption, string])[] = [
  ['tls', t`TLS from the first moment (usual)`],
  ['starttls', t`STARTTLS: begins open, then encrypts`],
  ['none', t`None: whoever sits between can read along`],
];

type Props = {
  server: ServerDraft;
  change: (server: ServerDraft) => void;
  /** Which port is usual for which encryption. */
  ports: Readonly<Record<Encryption, string>>;
  example: string;
  password: string;
  onPassword: (password: string) => void;
  /** A password lies with the server already. */
  isKept: boolean;
  needsUser: boolean;
};

/** Where a mail server is, and who we are there. */
export function ServerFields({ server, change, ports, ...props }: Props) {
  const { host, tls, port, user, certificate } = server;
  const encrypt = (next: Encryption): void =>
    change({ ...server, tls: next, port: port === ports[tls] ? ports[next] : port });
  return (
    <>
      <LineField
        label={t`Name of the server`}
        hint={t`Such as ${{ example: props.example }}; your provider names it in its instructions`}
        value={host}
        onChange={(next) => change({ ...server, host: next })}
      />
      <div className="side-by-side">
        <Field label={t`Encryption`}>
          {(wired) => (
            <select
              {...wired}
              value={tls}
              onChange={({ target }) => encrypt(target.value as Encryption)}
            >
              {encryptions.map(([name, words]) => (
                <option key={name} value={name}>
                  {words}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field label={t`Port`}>
          {(wired) => (
            <input
              {...wired}
              type="number"
              min={1}
              max={65535}
              required
              value={port}
              onChange={({ target }) => change({ ...server, port: target.value })}
            />
          )}
        </Field>
      </div>
      <div className="side-by-side">
        <LineField
          label={t`User`}
          hint={
            props.needsUser
              ? t`Mostly the address itself`
              : t`Mostly the address itself; empty if it asks for no password`
          }
          isRequired={props.needsUser}
          value={user}
          onChange={(next) => change({ ...server, user: next })}
        />
        <LineField
          label={t`Password`}
          hint={
            props.isKept
              ? t`Kept. Only to change it, or after a change of server or user`
              : t`If your provider offers passwords for programs, take one of those`
          }
          type="password"
          autoComplete="new-password"
          isRequired={user !== '' && !props.isKept}
          value={props.password}
          onChange={props.onPassword}
        />
      </div>
      <details className="more-fields" open={certificate !== ''}>
        <summary>
          <Trans>The server has a certificate of its own</Trans>
        </summary>
        <WordsField
          label={t`Certificate`}
          hint={t`Only if the test says that nobody vouches for it: the text that begins with -----BEGIN CERTIFICATE-----`}
          isRequired={false}
          value={certificate}
          onChange={(next) => change({ ...server, certificate: next })}
        />
      </details>
    </>
  );
}
