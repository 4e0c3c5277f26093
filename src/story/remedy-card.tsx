import { when } from '#notices/index.ts';
import type { PromiseView } from '#promises/index.ts';
import {
  moneyInWords,
  presentTheirRemedy,
  type RemedyKind,
  type RemedyView,
} from '#remedies/index.ts';
import { ButtonForm, TextArea } from '#web/parts.tsx';

const states: Record<RemedyView['state'], string> = {
  proposed: 'You proposed it; we decide on it',
  asked: 'You proposed it; we decide on it',
  refused: 'We cannot do this',
  offered: 'We offer you this',
  accepted: 'Agreed; we see to it',
  declined: 'You declined it',
  delivered: 'You have it, we say',
  confirmed: 'You have it, you say',
  disputed: 'You do not have it, you say',
  withdrawn: 'We took it back',
};

export const kindWords: Record<RemedyKind, string> = {
  apology: 'An apology',
  refund: 'Money back',
  replacement: 'A replacement',
  visit: 'Somebody comes to you',
  call_back: 'We call you',
  correction: 'We put it right',
  goodwill: 'Something on top',
};

/** In the colours of promises: what the customer has, and what they do not have. */
const moods: Partial<Record<RemedyView['state'], string>> = {
  delivered: 'kept',
  confirmed: 'confirmed',
  disputed: 'disputed',
};

type Props = { remedy: RemedyView; promise: PromiseView | undefined; base: string };

/** One remedy: what it is, who sees to it, where it stands, and the customer's word. */
export const RemedyCard = ({ remedy, promise, base }: Props) => {
  const { state, why, reason, result } = presentTheirRemedy(remedy);
  return (
    <li className="promise" id={`remedy-${remedy.remedyId}`}>
      <p>
        <strong>{titleOf(remedy)}</strong>
      </p>
      <p className="words">{remedy.what}</p>
      <p>
        <span className={`state ${moods[state] ?? ''}`}>{states[state]}</span>
        <span className="quiet">{whoAndWhen(remedy, promise)}</span>
      </p>
      {why ? <p className="words">Why it is not what you asked for: {why}</p> : null}
      {reason ? <p className="words">The reason: {reason}</p> : null}
      {result ? <p className="words">What came of it: {result}</p> : null}
      <YourWord remedy={remedy} base={base} />
    </li>
  );
};

const titleOf = ({ kind, amount, currency }: RemedyView): string =>
  amount === null || currency === null
    ? kindWords[kind]
    : `${kindWords[kind]}: ${moneyInWords(amount, currency)}`;

function whoAndWhen(remedy: RemedyView, promise: PromiseView | undefined): string {
  const { ownerName, from, until, zone } = remedy;
  // A new date of the promise stands above the time that was agreed first.
  const isAsAgreed = !promise || promise.dueAt.getTime() === until?.getTime();
  const time =
    from && until && zone && isAsAgreed
      ? `${when(from, zone)} to ${timeOfDay(until, zone)}`
      : promise && `by ${when(promise.dueAt, promise.zone)}`;
  const said = [ownerName, time].filter(Boolean).join(', ');
  return said ? ` · ${said}` : '';
}

const timeOfDay = (at: Date, timeZone: string): string =>
  new Intl.DateTimeFormat('en-GB', { timeZone, timeStyle: 'short' }).format(at);

const YourWord = ({ remedy, base }: { remedy: RemedyView; base: string }) => {
  const path = `${base}/remedies/${remedy.remedyId}`;
  const { state } = remedy;
  if (state === 'offered' || state === 'declined') {
    return (
      <div className="row no-print">
        <ButtonForm action={`${path}/answer`} label="I accept" plain values={{ yes: 'yes' }} />
        {state === 'offered' ? (
          <ButtonForm
            action={`${path}/answer`}
            label="I do not want this"
            plain
            values={{ yes: 'no' }}
          />
        ) : null}
      </div>
    );
  }
  if (!['accepted', 'delivered', 'confirmed', 'disputed'].includes(state)) return null;
  return (
    <div className="row no-print">
      {state === 'confirmed' ? null : (
        <ButtonForm action={`${path}/verdict`} label="I have it" plain values={{ has: 'yes' }} />
      )}
      {state === 'disputed' ? null : (
        <ButtonForm
          action={`${path}/verdict`}
          label="I do not have it"
          plain
          values={{ has: 'no' }}
        />
      )}
    </div>
  );
};

/** What would put it right, in their own words and, if they like, with an amount. */
export const Propose = ({ base, currency }: { base: string; currency: string }) => (
  <details className="no-print">
    <summary>Tell us what would put it right</summary>
    <form method="post" action={`${base}/remedies`}>
      <div className="field">
        <label htmlFor="remedy-kind">What would it be?</label>
        <select id="remedy-kind" name="kind" defaultValue="correction">
          {Object.entries(kindWords).map(([kind, words]) => (
            <option key={kind} value={kind}>
              {words}
            </option>
          ))}
        </select>
      </div>
      <div className="field">
        <label htmlFor="remedy-amount">How much, in {currency}? (if it is about money)</label>
        <input id="remedy-amount" name="amount" inputMode="decimal" autoComplete="off" />
      </div>
      <TextArea name="text" id="remedy-text" label="In your words" rows={3} required />
      <button type="submit">Send</button>
    </form>
  </details>
);
