import type { Mail } from '../../api/mail-types.ts';

/** What whoever reads a mail must not overlook. */
export function MailWarnings({ mail }: { mail: Mail }) {
  const { state, suggested, reading } = mail;
  const odd = [...new Set(reading?.oddities.flatMap((code) => oddities[code] ?? []))];
  const isForged = reading?.trust?.verdict === 'failed';
  return (
    <>
      {isForged && (
        <p className="warning failed">
          <strong>The sender’s address could not be proven: it may be forged.</strong>
          {suggested && (
            <>
              {' '}
              It was not added to <span className="reference">{suggested.reference}</span> by
              itself.
            </>
          )}{' '}
          Send nothing private in reply before you know who wrote.
        </p>
      )}
      {state === 'unparsed' && (
        <p className="warning failed">
          <strong>The program could not read this mail.</strong> Open the original and read it.
        </p>
      )}
      {odd.length > 0 && (
        <p className="warning">{odd.join(' ')} The original has everything as it came.</p>
      )}
    </>
  );
}

const missing = 'Not everything in this mail is shown here.';
const damaged = 'A part of this mail arrived damaged.';

const oddities: Readonly<Record<string, string>> = {
  bad_charset:
    'Some letters may be wrong: the mail does not say rightly in which alphabet it was written.',
  bad_encoding: damaged,
  bad_structure: damaged,
  text_cut: 'Only the beginning of its text is shown here.',
  headers_cut: missing,
  too_deep: missing,
  too_many_parts: missing,
};
