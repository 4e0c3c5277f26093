import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { Mail } from '../api/mail-types.ts';
import { parkedMailsQuestion, parkedQuestion } from '../api/questions.ts';
import { may } from '../may.ts';
import { useMe } from '../me.ts';
import { At } from '../parts/Due.tsx';
import { Fault } from '../parts/Fault.tsx';
import { Empty, ScreenTitle } from '../parts/Screen.tsx';
import { capped } from '../time.ts';
import { MailDecision } from './MailDecision.tsx';
import { machineKinds, machineTitle, senderOf, subjectOf, whyHeld } from './mail-words.ts';
import { ParkedCard } from './ParkedCard.tsx';

/** What looked like rubbish is not thrown away by a program: a person decides. */
export function HeldBackScreen() {
  const mayDecide = may(useMe(), 'decideParked');
  const forms = useQuery({ ...parkedQuestion, enabled: mayDecide });
  const mails = useQuery(parkedMailsQuestion);
  const sent = forms.data ?? [];
  const toLookAt = mails.data?.filter(({ isDoubtful }) => isDoubtful) ?? [];
  const isRead = mails.isSuccess && !forms.isLoading;
  return (
    <div className="page">
      <ScreenTitle title={t`Held back`} />
      <p className="lead">
        <Trans>
          These looked like rubbish, so they wait for a person to decide. Nothing is thrown away by
          itself.
        </Trans>
      </p>
      <Fault fault={forms.error ?? mails.error} />
      {isRead && sent.length + toLookAt.length === 0 && (
        <Empty title={t`Nothing is held back.`}>
          <Trans>What was sent to us went straight to its owner.</Trans>
        </Empty>
      )}
      <Part
        title={t`Sent through the form`}
        list={sent}
        draw={(parked) => <ParkedCard parked={parked} />}
      />
      <Part
        title={t`Mail to look at`}
        list={toLookAt}
        draw={(mail) => <DoubtfulMail mail={mail} />}
      />
      {mails.data && <MachineMails mails={mails.data.filter(({ isDoubtful }) => !isDoubtful)} />}
    </div>
  );
}

type PartProps<T> = { title: string; list: readonly T[]; draw: (item: T) => ReactNode };

function Part<T extends { id: string }>({ title, list, draw }: PartProps<T>) {
  if (list.length === 0) return null;
  return (
    <section aria-label={title}>
      <h2>{title}</h2>
      <ul className="cards">
        {list.map((item) => (
          <li key={item.id} className="card">
            {draw(item)}
          </li>
        ))}
      </ul>
    </section>
  );
}

function DoubtfulMail({ mail }: { mail: Mail }) {
  return (
    <>
      <p className="byline">
        <strong dir="auto">{subjectOf(mail)}</strong>
        <span>
          <bdi>{senderOf(mail)}</bdi> · <At at={mail.arrivedAt} />
        </span>
      </p>
      <p className="quiet">
        <Trans>Held back because: {{ reason: whyHeld(mail) }}</Trans>
      </p>
      <MailDecision mail={mail} />
    </>
  );
}

/** The server shows so many at once, the latest first. */
const shownMax = 200;

/** Nobody has to look here; whoever misses a mail finds it. */
function MachineMails({ mails }: { mails: readonly Mail[] }) {
  if (mails.length === 0) return null;
  return (
    <section aria-label={t`Written by machines`}>
      <h2>
        <Trans>Written by machines</Trans>
      </h2>
      <p className="quiet">
        <Trans>None of these was answered. What they say about a complaint is noted there.</Trans>
        {mails.length >= shownMax && (
          <>
            {' '}
            <Trans>The latest are shown.</Trans>
          </>
        )}
      </p>
      {machineKinds.map((kind) => (
        <MachineKind key={kind} kind={kind} mails={mails.filter(({ reason }) => reason === kind)} />
      ))}
    </section>
  );
}

function MachineKind({ kind, mails }: { kind: string; mails: readonly Mail[] }) {
  if (mails.length === 0) return null;
  return (
    <details className="machine-kind">
      <summary>
        {machineTitle(kind)} <span className="count">{capped(mails.length)}</span>
      </summary>
      <ul className="notices">
        {mails.map((mail) => (
          <li key={mail.id}>
            <details>
              <summary>
                <span className="subject" dir="auto">
                  {subjectOf(mail)}
                </span>
                <span className="quiet" dir="auto">
                  {senderOf(mail)}
                </span>
                <span className="quiet">
                  <At at={mail.arrivedAt} />
                </span>
              </summary>
              <div className="opened">
                <MailDecision mail={mail} />
              </div>
            </details>
          </li>
        ))}
      </ul>
    </details>
  );
}
