import { plural, t } from '@lingui/core/macro';
import { Trans, useLingui } from '@lingui/react/macro';
import { Choices } from '../parts/Choices.tsx';
import { WordsField } from '../parts/fields.tsx';
import { blockWords, type Part, type Preview } from './letter-types.ts';

type Props = {
  preview: Preview;
  own: Readonly<Record<string, string>>;
  onOwn: (block: string, text: string) => void;
  waiver: string;
  onWaiver: (waiver: string) => void;
};

/** The letter from top to bottom: what is filled in, what is yours to say, and what is missing. */
export function LetterParts({ preview, own, onOwn, waiver, onWaiver }: Props) {
  const { parts, banned, subject } = preview;
  const missing = parts.filter((part) => part.missing !== null).length;
  return (
    <section aria-label={t`The letter`} className="letter-parts">
      <h2 dir="auto">{subject}</h2>
      <p role="status" className={missing > 0 ? 'doubt' : 'quiet'}>
        {missing > 0
          ? plural(missing, { one: '# part is missing.', other: '# parts are missing.' })
          : t`Nothing is missing.`}
      </p>
      {banned.map(({ id, found, why }) => (
        <p key={id} className="fault">
          <bdi>“{found}”</bdi> {why}
        </p>
      ))}
      {parts.map((part) => (
        <div key={part.block} className="letter-part">
          {part.kind === 'own' && (
            <OwnWords part={part} text={own[part.block] ?? ''} onChange={onOwn} />
          )}
          {part.kind === 'choice' && (
            <Choices
              label={t`A complaint that reaches the outside body late`}
              choices={[
                ['notWaived', t`We insist on its time limits`],
                ['waived', t`It may look at it all the same`],
              ]}
              chosen={waiver}
              onChoose={onWaiver}
            />
          )}
          {part.kind === 'filled' && <Filled part={part} />}
        </div>
      ))}
    </section>
  );
}

type OwnProps = { part: Part; text: string; onChange: (block: string, text: string) => void };

function OwnWords({ part, text, onChange }: OwnProps) {
  const { i18n } = useLingui();
  const words = blockWords[part.block];
  return (
    <WordsField
      label={words ? i18n._(words) : part.block}
      hint={sourcesOf(part)}
      value={text}
      onChange={(changed) => onChange(part.block, changed)}
      rows={3}
    />
  );
}

function Filled({ part }: { part: Part }) {
  const { missing, text } = part;
  if (missing === null) {
    return (
      <p dir="auto" className="letter-words">
        {text}
      </p>
    );
  }
  return (
    <p className="doubt">
      <Trans>Missing: {missing}</Trans>
    </p>
  );
}

function sourcesOf({ by }: Part): string {
  const doubt = by.some(({ confidence }) => confidence !== 'read');
  const sources = by.map(({ source }) => source).join('; ');
  return doubt ? t`${sources} (check with your adviser)` : sources;
}
