import { plural, t } from '@lingui/core/macro';
import { Plural, Trans } from '@lingui/react/macro';
import { useState } from 'react';
import type { Complaint, Point } from '../../api/types.ts';
import { may } from '../../may.ts';
import { useMe } from '../../me.ts';
import { Button } from '../../parts/Button.tsx';
import { At } from '../../parts/Due.tsx';
import { About } from '../About.tsx';

import { FactGroup } from '../facts/Fact.tsx';
import { ChangeDialog } from './ChangeDialog.tsx';
import { FindingDialog, findingWords } from './FindingDialog.tsx';
import { MarkedWords } from './MarkedWords.tsx';
import { NoteDialog } from './NoteDialog.tsx';

/** What the customer complains of, thing by thing. The final answer waits for all findings. */
export function PointFacts({ complaint }: { complaint: Complaint }) {
  const mayJudge = may(useMe(), 'judgePoints');
  const [isNoting, note] = useState(false);
  const { points } = complaint;
  return (
    <FactGroup title={t`Points`}>
      <p className="quiet points-stand">{standOf(points)}</p>
      <ol className="promises">
        {points.map((point) => (
          <PointItem key={point.id} point={point} complaint={complaint} mayJudge={mayJudge} />
        ))}
      </ol>
      {mayJudge && (
        <div className="buttons fact-acts">
          <Button onPress={() => note(true)}>
            <Trans>Note a point</Trans>
          </Button>
        </div>
      )}
      {mayJudge && <MarkedWords complaint={complaint} onNone={() => note(true)} />}
      {isNoting && <NoteDialog complaint={complaint} onClose={() => note(false)} />}
    </FactGroup>
  );
}

function standOf(points: readonly Point[]): string {
  const open = points.filter(({ finding }) => finding === null).length;
  if (points.length === 0) return t`Mark what they complain of in their words, thing by thing.`;
  if (open === 0) return t`Each has a finding: the final answer can go out.`;
  return plural(open, {
    one: '# point without a finding. The final answer waits for it.',
    other: '# points without a finding. The final answer waits for it.',
  });
}

type ItemProps = { point: Point; complaint: Complaint; mayJudge: boolean };

function PointItem({ point, complaint, mayJudge }: ItemProps) {
  const [open, show] = useState<'finding' | 'change' | null>(null);
  const close = (): void => show(null);
  const { finding, text, reason, foundAt, foundByName, foundTimes } = point;
  const what = text ?? '';
  return (
    <li className={`promise point ${finding ?? 'open'}`}>
      <p className="what" dir="auto">
        {text}
      </p>
      {finding && foundAt && (
        <>
          <p className="promise-facts">
            <span className={`promise-state ${finding}`}>{findingWords[finding]}</span>
            <span>{foundByName}</span>
            <At at={foundAt} />
            {foundTimes > 1 && (
              <span>
                <Plural value={foundTimes} one="looked at # time" other="looked at # times" />
              </span>
            )}
          </p>
          <p className="reason" dir="auto">
            {reason}
          </p>
        </>
      )}
      {mayJudge && (
        <div className="buttons">
          <Button onPress={() => show('finding')}>
            <About act={finding ? t`Look again` : t`Say what we found`} what={what} />
          </Button>
          <Button look="quiet" onPress={() => show('change')}>
            <About act={t({ message: 'Change', context: 'a point of a complaint' })} what={what} />
          </Button>
        </div>
      )}
      {open === 'finding' && <FindingDialog complaint={complaint} point={point} onClose={close} />}
      {open === 'change' && <ChangeDialog complaint={complaint} point={point} onClose={close} />}
    </li>
  );
}
