import type { OnForm } from '#complaints/index.ts';
import type { Database } from '#database/connection.ts';
import { i18n, languageNow } from '#languages/i18n.ts';
import { formatLocale } from '#languages/languages.ts';
import { traceComplaint } from './commands.ts';
import { type KnownProblem, knownProblems } from './known.ts';

/** So many can be read before somebody tells what happened to them. */
const shownMax = 5;

const nameOf = ({ id }: KnownProblem): string => `known-${id}`;

/** "We know about this, and it will be fixed by …; is it yours?" Ticked or not, the complaint is taken. */
export const knownOnForm = ({ db }: { db: Database }): OnForm => ({
  async ask(values) {
    const problems = (await knownProblems(db)).slice(0, shownMax);
    return problems.length > 0 ? <Known problems={problems} values={values} /> : null;
  },
  async answered(unit, of, values) {
    const isAsked = Object.keys(values).some((name) => name.startsWith('known-'));
    if (!isAsked) return;
    const problems = (await knownProblems(unit.tx)).filter((problem) => values[nameOf(problem)]);
    for (const { id } of problems) {
      await traceComplaint(unit, of, { flawId: id, by: 'customer', staffId: null, reason: null });
    }
  },
});

const Known = ({
  problems,
  values,
}: {
  problems: readonly KnownProblem[];
  values: Record<string, string>;
}) => (
  <fieldset>
    <legend>{i18n.t('We know about these. Is one of them yours? (optional)')}</legend>
    <p className="hint">
      {i18n.t('Then we tell you as soon as it is fixed. Your complaint is taken in any case.')}
    </p>
    {problems.map((problem) => (
      <div className="choice" key={problem.id}>
        <input
          type="checkbox"
          name={nameOf(problem)}
          id={nameOf(problem)}
          value="yes"
          defaultChecked={Boolean(values[nameOf(problem)])}
        />
        <label htmlFor={nameOf(problem)}>
          <span dir="auto">{problem.text}</span>{' '}
          {i18n.t('It will be fixed by {day}.', { day: dayInWords(problem.until) })}
        </label>
      </div>
    ))}
  </fieldset>
);

const dayInWords = (day: string): string =>
  new Intl.DateTimeFormat(formatLocale(languageNow()), {
    dateStyle: 'long',
    timeZone: 'UTC',
  }).format(new Date(day));
