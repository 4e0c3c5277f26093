import { i18n } from '#languages/i18n.ts';
import { when } from '#notices/index.ts';
import { type PromiseView } from '#promises/index.ts';
import { ButtonForm } from '#web/parts.tsx';

const states: Record<PromiseView['state'], string> = {
  open: /*i18n*/ 'Open',
  broken: /*i18n*/ 'Not kept',
  kept: /*i18n*/ 'Done, we say',
  confirmed: /*i18n*/ 'Kept, you say',
  disputed: /*i18n*/ 'Not kept, you say',
  released: /*i18n*/ 'No longer needed',
};

/** One promise with its date, where it stands, and the customer's verdict. */
export const PromiseCard = ({ promise, base }: { promise: PromiseView; base: string }) => (
  <li className="promise" id={`promise-${promise.promiseId}`}>
    <p dir="auto">{promise.text}</p>
    <p>
      <span className={`state ${promise.state}`}>{i18n.t(states[promise.state])}</span>{' '}
      <span className="quiet">{whoAndWhen(promise).map((part) => ` · ${part}`)}</span>
    </p>
    {promise.state === 'released' ? null : (
      <div className="row no-print">
        {promise.state === 'confirmed' ? null : (
          <Verdict promise={promise} base={base} kept="yes" label={i18n.t('Kept')} />
        )}
        {promise.state === 'disputed' ? null : (
          <Verdict promise={promise} base={base} kept="no" label={i18n.t('Not kept')} />
        )}
      </div>
    )}
  </li>
);

const Verdict = (props: {
  promise: PromiseView;
  base: string;
  kept: 'yes' | 'no';
  label: string;
}) => (
  <ButtonForm
    action={`${props.base}/promises/${props.promise.promiseId}/verdict`}
    label={props.label}
    plain
    values={{ kept: props.kept }}
  />
);

function whoAndWhen({ ownerName, dueAt, zone, state, ...times }: PromiseView): string[] {
  const { renewedTimes, brokenTimes } = times;
  const parts = [i18n.t('{ownerName}, by {by}', { ownerName, by: when(dueAt, zone) })];
  if (renewedTimes > 0) {
    const anew = /*i18n*/ 'date given anew {renewedTimes, plural, one {once} other {# times}}';
    parts.push(i18n.t(anew, { renewedTimes }));
  }
  if (brokenTimes > 0 && state !== 'broken') {
    const late = /*i18n*/ 'not kept in time {brokenTimes, plural, one {once} other {# times}}';
    parts.push(i18n.t(late, { brokenTimes }));
  }
  return parts;
}
