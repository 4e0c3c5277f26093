import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import type { Mail } from '../../api/mail-types.ts';

/** What whoever reads a mail must not overlook. */
export function MailWarnings({ mail }: { mail: Mail }) {
  const { state, suggested, reading } = mail;
  const reference = suggested?.reference;
  const odd = [...new Set(reading?.oddities.flatMap((code) => oddities[code] ?? []))];
  const isForged = reading?.trust?.verdict === 'failed';
  return (
    <>
      {isForged && (
        <p className="warning failed">
          {reference ? (
            <Trans>
              <strong>The sender’s address could not be proven: it may be forged.</strong> It was
              not added to <span className="reference">{reference}</span> by itself. Send nothing
              private in reply before you know who wrote.
            </Trans>
          ) : (
            <Trans>
              <strong>The sender’s address could not be proven: it may be forged.</strong> Send
              nothing private in reply before you know who wrote.
            </Trans>
          )}
        </p>
      )}
      {state === 'unparsed' && (
        <p className="warning failed">
          <Trans>
            <strong>The program could not read this mail.</strong> Open the original and read it.
          </Trans>
        </p>
      )}
      {odd.length > 0 && (
        <p className="warning">
          {odd.join(' ')} <Trans>The original has everything as it came.</Trans>
        </p>
      )}
    </>
  );
}

const missing = t`Not everything in this mail is shown here.`;
const damaged = t`A part of this mail arrived damaged.`;

const oddities: Readonly<Record<string, string>> = {
  bad_charset: t`Some letters may be wrong: the mail does not say rightly in which alphabet it was written.`,
  bad_encoding: damaged,
  bad_structure: damaged,
  text_cut: t`Only the beginning of its text is shown here.`,
  headers_cut: missing,
  too_deep: missing,
  too_many_parts: missing,
};
