import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { Fault } from '../parts/Fault.tsx';
import { type Confidence, contentQuestion, type PackLine } from './pack-types.ts';

/** What the latest version says, where that stands, and how sure we are of each rule. */
export function Content({ pack }: { pack: PackLine }) {
  const { data, error } = useQuery(contentQuestion(pack.id, pack.versions[0]?.version ?? ''));
  const { clocks = [], notices = [], notes = [] } = data?.pack ?? {};
  return (
    <div className="pack-more">
      <Fault fault={error} />
      <ul aria-label={t`Its rules`}>
        {clocks.map(({ id, amount, unit, anchor, ...rule }) => (
          <li key={id}>
            <code>
              {id}: {amount} {unit}, {anchor}
            </code>
            <Mark {...rule} />
          </li>
        ))}
        {notices.map(({ kind, stage = '', ...rule }) => (
          <li key={`${kind} ${stage}`}>
            <code>
              {kind} {stage}
            </code>
            <Mark {...rule} />
          </li>
        ))}
      </ul>
      {notes.map((note) => (
        <p key={note}>{note}</p>
      ))}
    </div>
  );
}

function Mark({ source, confidence }: { source: string; confidence: Confidence }) {
  return (
    <p className={confidence === 'read' ? 'quiet' : 'doubt'}>
      {source}
      {confidence !== 'read' && (
        <>
          {' '}
          <Trans>(check with your adviser)</Trans>
        </>
      )}
    </p>
  );
}
