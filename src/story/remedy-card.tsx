import { i18n, languageNow } from '#languages/i18n.ts';
import { formatLocale } from '#languages/languages.ts';
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
  proposed: /*i18n*/ 'You proposed it; we decide on it',
  asked: /*i18n*/ 'You proposed it; we decide on it',
  refused: /*i18n*/ 'We cannot do this',
  offered: /*i18n*/ 'We offer you this',
  accepted: /*i18n*/ 'Agreed; we see to it',
  declined: /*i18n*/ 'You declined it',
  delivered: /*i18n*/ 'You have it, we say',
  confirmed: /*i18n*/ 'You have it, you say',
  disputed: /*i18n*/ 'You do not have it, you say',
  withdrawn: /*i18n*/ 'We took it back',
};

export const kindWords: Record<RemedyKind, string> = {
  apology: /*i18n*/ 'An apology',
  refund: /*i18n*/ 'Money back',
  replacement: /*i18n*/ 'A replacement',
  visit: /*i18n*/ 'Somebody comes to you',
  call_back: /*i18n*/ 'We call you',
  correction: /*i18n*/ 'We put it right',
  goodwill: /*i18n*/ 'Something on top',
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
      <p className="words" dir="auto">
        {remedy.what}
      </p>
      <p>
        <span className={`state ${moods[state] ?? ''}`}>{i18n.t(states[state])}</span>
        <span className="quiet">{whoAndWhen(remedy, promise)}</span>
      </p>
      {why ? (
        <p className="words">{i18n.t('Why it is not what you asked for: {why}', { why })}</p>
      ) : null}
      {reason ? <p className="words">{i18n.t('The reason: {reason}', { reason })}</p> : null}
      {result ? <p className="words">{i18n.t('What came of it: {result}', { result })}</p> : null}
      <YourWord remedy={remedy} base={base} />
    </li>
  );
};

const titleOf = ({ kind, amount, currency }: RemedyView): string =>
  amount === null || currency === null
    ? i18n.t(kindWords[kind])
    : `${i18n.t(kindWords[kind])}: ${moneyInWords(amount, currency)}`;

function whoAndWhen(remedy: RemedyView, promise: PromiseView | undefined): string {
  const { ownerName, from, until, zone } = remedy;
  // A new date of the promise stands above the time that was agreed first.
  const isAsAgreed = !promise || promise.dueAt.getTime() === until?.getTime();
  const time =
    from && until && zone && isAsAgreed
      ? i18n.t('{from} to {until}', { from: when(from, zone), until: timeOfDay(until, zone) })
      : promise && i18n.t('by {by}', { by: when(promise.dueAt, promise.zone) });
  const said = [ownerName, time].filter(Boolean).join(', ');
  return said ? ` · ${said}` : '';
}

const timeOfDay = (at: Date, timeZone: string): string =>
  new Intl.DateTimeFormat(formatLocale(languageNow()), { timeZone, timeStyle: 'short' }).format(at);

const YourWord = ({ remedy, base }: { remedy: RemedyView; base: string }) => {
  const path = `${base}/remedies/${remedy.remedyId}`;
  const { state } = remedy;
  if (state === 'offered' || state === 'declined') {
    return (
      <div className="row no-print">
        <ButtonForm
          action={`${path}/answer`}
          label={i18n.t('I accept')}
          plain
          values={{ yes: 'yes' }}
        />
        {state === 'offered' ? (
          <ButtonForm
            action={`${path}/answer`}
            label={i18n.t('I do not want this')}
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
        <ButtonForm
          action={`${path}/verdict`}
          label={i18n.t('I have it')}
          plain
          values={{ has: 'yes' }}
        />
      )}
      {state === 'disputed' ? null : (
        <ButtonForm
          action={`${path}/verdict`}
          label={i18n.t('I do not have it')}
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
    <summary>{i18n.t('Tell us what would put it right')}</summary>
    <form method="post" action={`${base}/remedies`}>
      <div className="field">
        <label htmlFor="remedy-kind">{i18n.t('What would it be?')}</label>
        <select id="remedy-kind" name="kind" defaultValue="correction">
          {Object.entries(kindWords).map(([kind, words]) => (
            <option key={kind} value={kind}>
              {i18n.t(words)}
            </option>
          ))}
        </select>
      </div>
      <div className="field">
        <label htmlFor="remedy-amount">
          {i18n.t('How much, in {currency}? (if it is about money)', { currency })}
        </label>
        <input id="remedy-amount" name="amount" inputMode="decimal" autoComplete="off" />
      </div>
      <TextArea name="text" id="remedy-text" label={i18n.t('In your words')} rows={3} required />
      <button type="submit">{i18n.t('Send')}</button>
    </form>
  </details>
);
