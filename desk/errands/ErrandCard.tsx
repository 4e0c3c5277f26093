import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { may } from '../may.ts';
import { useMe } from '../me.ts';
import { Button } from '../parts/Button.tsx';
import { Due } from '../parts/Due.tsx';
import { wholeDate } from '../time.ts';
import { type ErrandAct, ErrandDialog, errandActTitle } from './ErrandDialog.tsx';
import type { Errand, FixerTeam, WholeErrand } from './errand-types.ts';
import { Questions } from './Questions.tsx';
import { errandQuestion, fixerTeamsQuestion } from './questions.ts';
import { whereItIs } from './words.ts';

/** One errand on a board: what, why, by when, and whatever can be said about it. */
export function ErrandCard({ errand }: { errand: Errand }) {
  const me = useMe();
  const { data: teams = [] } = useQuery(fixerTeamsQuestion);
  const [act, begin] = useState<ErrandAct | null>(null);
  const isFixer = isInTeam(teams, errand, me.id) && errand.handler.id !== me.id;
  const acts = actsOf(errand, { meId: me.id, isFixer, mayHandle: may(me, 'handErrands') });
  const about = (
    <span className="unseen">
      : {errand.what}, {errand.complaint.reference}
    </span>
  );
  return (
    <li className="card errand">
      <p className="byline">
        <strong dir="auto">{errand.what}</strong>
        {errand.nextAt && <Due at={errand.nextAt} />}
      </p>
      <p className={errand.state === 'returned' ? 'pressing' : 'quiet'}>{whereItIs(errand)}</p>
      <Lines errand={errand} />
      <More errand={errand} isFixer={isFixer} />
      {acts.length > 0 && (
        <div className="buttons">
          {acts.map((one, place) => (
            <Button
              key={one}
              look={place === 0 && !besides.has(one) ? 'main' : 'plain'}
              onPress={() => begin(one)}
            >
              {errandActTitle(one)}
              {about}
            </Button>
          ))}
        </div>
      )}
      {act && <ErrandDialog errand={errand} act={act} onClose={() => begin(null)} />}
    </li>
  );
}

/** Never what is most likely wanted. */
const besides: ReadonlySet<ErrandAct> = new Set(['passing', 'calling-off', 'not-fixed']);

const isInTeam = (teams: readonly FixerTeam[], { team }: Errand, meId: string): boolean =>
  teams.some(
    ({ id, lead, members }) =>
      id === team.id && (lead.id === meId || members.some((member) => member.id === meId)),
  );

type Who = { meId: string; isFixer: boolean; mayHandle: boolean };

/** The server decides; this only keeps buttons away that it would refuse. The first is the usual one. */
function actsOf(errand: Errand, { meId, isFixer, mayHandle }: Who): ErrandAct[] {
  const { state } = errand;
  const isMine = isFixer || errand.owner?.id === meId;
  const toHandle: ErrandAct[] = mayHandle ? ['passing', 'calling-off'] : [];
  switch (state) {
    case 'handed':
      return isMine ? ['acceptance', 'declination', 'done', ...toHandle] : toHandle;
    case 'accepted':
      return isMine ? ['done', 'new-date', 'declination', ...toHandle] : toHandle;
    case 'returned':
      return isMine ? ['acceptance', 'done', ...toHandle] : toHandle;
    case 'declined':
      return toHandle;
    case 'done':
      return mayHandle ? ['fixed', 'not-fixed'] : [];
    case 'confirmed':
      return mayHandle ? ['not-fixed'] : [];
    case 'called_off':
      return [];
  }
}

function Lines({ errand }: { errand: Errand }) {
  const { why, reason, result, neededBy, reference, raisedTo } = errand;
  const promised = neededBy && wholeDate(neededBy);
  const above = raisedTo?.name;
  return (
    <>
      {why && (
        <p>
          <Trans>
            Why it matters: <bdi>{why}</bdi>
          </Trans>
        </p>
      )}
      {promised && (
        <p>
          <Trans>The customer was told: by {promised}</Trans>
        </p>
      )}
      {above && (
        <p className="pressing">
          <Trans>It waited too long: {above} knows</Trans>
        </p>
      )}
      {reason && <blockquote dir="auto">{reason}</blockquote>}
      {result && (
        <p>
          <Trans>
            What was done: <bdi>{result}</bdi>
          </Trans>
        </p>
      )}
      {reference && (
        <p className="quiet">
          <bdi>{reference}</bdi>
        </p>
      )}
    </>
  );
}

/** The words between fixer and handler, and where to come to, asked for when somebody opens it. */
function More({ errand, isFixer }: { errand: Errand; isFixer: boolean }) {
  const [isOpen, open] = useState(false);
  const { data: whole } = useQuery({ ...errandQuestion(errand.id), enabled: isOpen });
  const mayRead = may(useMe(), 'readComplaints');
  const { id, reference } = errand.complaint;
  const what = errand.what ?? '';
  return (
    <details onToggle={({ currentTarget }) => open(currentTarget.open)}>
      <summary>
        <Trans>
          All about it, and questions<span className="unseen">: {what}</span>
        </Trans>
      </summary>
      {mayRead ? (
        <p>
          <Link to="/complaints/$id" params={{ id }}>
            <Trans>
              Open <bdi>{reference}</bdi>
            </Trans>
          </Link>
        </p>
      ) : (
        <p className="quiet">
          <bdi>{reference}</bdi>
        </p>
      )}
      {whole && <Where errand={whole} />}
      {whole && <Questions errand={whole} isFixer={isFixer} />}
    </details>
  );
}

function Where({ errand }: { errand: WholeErrand }) {
  const { promise, remedy, customerName, handler } = errand;
  return (
    <dl>
      <Line name={t`Customer`} value={customerName} />
      <Line name={t`Handler`} value={handler.name} />
      <Line name={t`What was promised`} value={promise?.text ?? remedy?.what ?? null} />
      <Visit errand={errand} />
    </dl>
  );
}

function Visit({ errand: { remedy, contact } }: { errand: WholeErrand }) {
  const from = remedy?.from && wholeDate(remedy.from);
  const until = remedy?.until && wholeDate(remedy.until);
  if (!contact) return null;
  return (
    <>
      <Line name={t`When to come`} value={from && until ? t`${from} until ${until}` : null} />
      <Line name={t`Where to come`} value={contact.address} />
      <Line name={t`Telephone`} value={contact.phone} />
    </>
  );
}

function Line({ name, value }: { name: string; value: string | null }) {
  if (!value) return null;
  return (
    <div>
      <dt>{name}</dt>
      <dd dir="auto">{value}</dd>
    </div>
  );
}
