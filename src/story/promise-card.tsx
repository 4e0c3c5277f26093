import { when } from '#notices/index.ts';
import { type PromiseView } from '#promises/index.ts';
import { ButtonForm } from '#web/parts.tsx';

const states: Record<PromiseView['state'], string> = {
  open: 'Open',
  broken: 'Not kept',
  kept: 'Done, we say',
  confirmed: 'Kept, you say',
  disputed: 'Not kept, you say',
  released: 'No longer needed',
};

/** One promise with its date, where it stands, and the customer's verdict. */
export const PromiseCard = ({ promise, base }: { promise: PromiseView; base: string }) => (
  <li className="promise" id={`promise-${promise.promiseId}`}>
    <p>{promise.text}</p>
    <p>
      <span className={`state ${promise.state}`}>{states[promise.state]}</span>{' '}
      <span className="quiet">
        · {promise.ownerName}, by {when(promise.dueAt, promise.zone)}
        {promise.renewedTimes > 0 ? ` · date given anew ${times(promise.renewedTimes)}` : ''}
        {promise.brokenTimes > 0 && promise.state !== 'broken'
          ? ` · not kept in time ${times(promise.brokenTimes)}`
          : ''}
      </span>
    </p>
    {promise.state === 'released' ? null : (
      <div className="row no-print">
        {promise.state === 'confirmed' ? null : (
          <Verdict promise={promise} base={base} kept="yes" label="Kept" />
        )}
        {promise.state === 'disputed' ? null : (
          <Verdict promise={promise} base={base} kept="no" label="Not kept" />
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

const times = (count: number): string => (count === 1 ? 'once' : `${count} times`);
