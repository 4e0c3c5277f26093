import { plural, t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { ActForm } from '../complaint/acts/ActForm.tsx';
import { useDraft } from '../draft.ts';
import { may } from '../may.ts';
import { useMe } from '../me.ts';
import { Button } from '../parts/Button.tsx';
import { At } from '../parts/Due.tsx';
import { Fault } from '../parts/Fault.tsx';
import { WordsField } from '../parts/fields.tsx';
import { ScreenTitle } from '../parts/Screen.tsx';
import { DismissDialog, NameDialog } from './FlawDialogs.tsx';
import { countWords } from './FlawsScreen.tsx';
import type { Fix, Flaw } from './flaw-types.ts';
import { flawQuestion } from './questions.ts';
import { Trend } from './Trend.tsx';
import { useFlawAct } from './use-flaw-act.ts';
import { fixWords, harmWords, stateWords } from './words.ts';

/** One flaw: evidence, trend, thread, fixes and who was told. */
export function FlawScreen() {
  const { id } = useParams({ from: '/shell/flaws/$id' });
  const { data: flaw, error } = useQuery(flawQuestion(id));
  return (
    <div className="page spaced">
      <p>
        <Link to="/flaws" search={{ part: 'open' }}>
          <Trans>All flaws</Trans>
        </Link>
      </p>
      <Fault fault={error} />
      {flaw && <Whole flaw={flaw} />}
    </div>
  );
}

function Whole({ flaw }: { flaw: Flaw }) {
  const { name, state, harm, trend, mergedInto } = flaw;
  return (
    <>
      <header className="page-head">
        <ScreenTitle title={name}>
          <span dir="auto">{name}</span>
        </ScreenTitle>
      </header>
      <p className="lead">
        {[stateWords[state], harm && harmWords[harm], countWords(flaw)].filter(Boolean).join(' · ')}
      </p>
      {mergedInto ? (
        <p>
          <Link to="/flaws/$id" params={{ id: mergedInto }}>
            <Trans>It was merged into another flaw and goes on there.</Trans>
          </Link>
        </p>
      ) : (
        <Judging flaw={flaw} />
      )}
      <Evidence flaw={flaw} />
      <h2>
        <Trans>Complaints a week</Trans>
      </h2>
      <Trend weeks={trend} />
      <h2>
        <Trans>What ends it</Trans>
      </h2>
      <Fixes fixes={flaw.fixes} />
      <h2>
        <Trans>What we say to each other</Trans>
      </h2>
      <Thread flaw={flaw} />
      <h2>
        <Trans>Complaints behind it</Trans>
      </h2>
      <Complaints flaw={flaw} />
    </>
  );
}

function Judging({ flaw }: { flaw: Flaw }) {
  const mayJudge = may(useMe(), 'judgeFlaws');
  const [asked, ask] = useState<'name' | 'dismiss'>();
  if (!mayJudge || (flaw.state !== 'suspected' && flaw.state !== 'named')) return null;
  const close = (): void => ask(undefined);
  return (
    <div className="buttons">
      <Button look={flaw.state === 'suspected' ? 'main' : 'plain'} onPress={() => ask('name')}>
        {flaw.state === 'suspected' ? t`Confirm it` : t`Name it anew`}
      </Button>
      <Button look="quiet" onPress={() => ask('dismiss')}>
        <Trans>Dismiss it</Trans>
      </Button>
      {asked === 'name' && <NameDialog flaw={flaw} onClose={close} />}
      {asked === 'dismiss' && <DismissDialog flaw={flaw} onClose={close} />}
    </div>
  );
}

function Evidence({ flaw: { evidence, since } }: { flaw: Flaw }) {
  if (!evidence) return null;
  const words = evidence.words.join(', ');
  const usual = (evidence.usual ?? 0).toFixed(1);
  return (
    <p>
      <Trans>
        Why the program suspected it: since <At at={since} /> more came than the {usual} that are
        usual, with these words: {words}.
      </Trans>
    </p>
  );
}

function Fixes({ fixes }: { fixes: readonly Fix[] }) {
  if (fixes.length === 0) {
    return (
      <p className="quiet">
        <Trans>No fix is planned yet.</Trans>
      </p>
    );
  }
  return (
    <ul className="cards">
      {fixes.map(({ id, state, what, owner, credited, told }) => (
        <li key={id} className="card">
          <p className="byline">
            <strong dir="auto">{what}</strong>
            <span>{owner.name}</span>
          </p>
          <p>{[fixWords[state], toldWords(told)].filter(Boolean).join(' · ')}</p>
          {credited.length > 0 && (
            <p className="quiet">
              {t`The idea of ${{ names: credited.map(({ name }) => name).join(', ') }}`}
            </p>
          )}
        </li>
      ))}
    </ul>
  );
}

function toldWords({ told, failed, broken }: Fix['told']): string {
  return [
    told > 0 && plural(told, { one: '# customer told', other: '# customers told' }),
    failed > 0 && plural(failed, { one: '# not reached', other: '# not reached' }),
    broken > 0 && plural(broken, { one: '# says “still broken”', other: '# say “still broken”' }),
  ]
    .filter(Boolean)
    .join(' · ');
}

function Thread({ flaw: { id, thread, mergedInto } }: { flaw: Flaw }) {
  const { draft, change, clear } = useDraft(
    { staffId: useMe().id, about: `${id}.remark` },
    { text: '' },
  );
  const speaking = useFlawAct({ said: t`Said.`, onDone: clear });
  return (
    <>
      <ul className="cards">
        {thread.map(({ id: messageId, author, text, at }) => (
          <li key={messageId} className="card">
            <p className="byline">
              <strong>{author.name}</strong>
              <span>
                <At at={at} />
              </span>
            </p>
            <p className="words" dir="auto">
              {text}
            </p>
          </li>
        ))}
      </ul>
      {!mergedInto && (
        <ActForm
          button={t`Say it`}
          isBusy={speaking.isPending}
          fault={speaking.error}
          onSend={() => speaking.mutate({ path: `/flaws/${id}/messages`, body: draft })}
        >
          <WordsField
            label={t`To those who handle, mend and design`}
            value={draft.text}
            onChange={(text) => change({ text })}
          />
        </ActForm>
      )}
    </>
  );
}

function Complaints({ flaw: { newest } }: { flaw: Flaw }) {
  return (
    <ul className="cards">
      {newest.map(({ id, reference, text, receivedAt }) => (
        <li key={id} className="card">
          <p className="byline">
            <Link to="/complaints/$id" params={{ id }} className="reference">
              {reference}
            </Link>
            <span>
              <At at={receivedAt} />
            </span>
          </p>
          <p dir="auto">{text}</p>
        </li>
      ))}
    </ul>
  );
}
