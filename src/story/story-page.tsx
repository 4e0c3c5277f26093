import { Trans } from '@lingui/react';
import { i18n } from '#languages/i18n.ts';
import { Page } from '#web/page.tsx';
import { ButtonForm, TextArea } from '#web/parts.tsx';
import { Message } from './message.tsx';
import { Needs } from './needs.tsx';
import { nextStep } from './next-step.ts';
import { Points, Splits } from './point-list.tsx';
import { Lines } from './print-page.tsx';
import { PromiseCard } from './promise-card.tsx';
import { Propose, RemedyCard } from './remedy-card.tsx';
import { dayInWords } from './sentences.ts';
import type { Story } from './story.ts';

export type StoryPageProps = {
  story: Story;
  /** Path of the private page. */
  base: string;
  /** The whole address, to keep. */
  link: string;
  claimCode: string;
  /** Just sent: with the files that could not be taken. */
  welcome?: { refusedFiles: string[] } | undefined;
};

/** The customer's own page: everything, in plain words, and everything they can do. */
export const StoryPage = (props: StoryPageProps) => {
  const { story, base, welcome } = props;
  const { complaint, organisation, promises } = story;
  return (
    <Page
      title={
        welcome
          ? i18n.t('We have your complaint')
          : i18n.t('Your complaint {reference}', { reference: complaint.reference })
      }
      organisation={organisation}
    >
      <h1>{welcome ? i18n.t('We have your complaint.') : i18n.t('Your complaint')}</h1>
      {welcome ? <Welcome {...props} refusedFiles={welcome.refusedFiles} /> : null}
      <Next story={story} />
      {welcome ? null : <Facts {...props} />}
      {complaint.closedAt === null || complaint.closedBasis === 'documented' ? (
        <IsItFixed base={base} story={story} />
      ) : null}
      <Points points={story.points} />
      <h2>{i18n.t('What we promised you')}</h2>
      <ul className="plain">
        {promises.filter(isBare(story)).map((promise) => (
          <PromiseCard key={promise.promiseId} promise={promise} base={base} />
        ))}
      </ul>
      <Remedies story={story} base={base} />
      <h2>{i18n.t('What was said')}</h2>
      {story.messages.map((message) => (
        <Message key={message.messageId} message={message} story={story} base={base} />
      ))}
      <AddWords base={base} />
      <Higher base={base} story={story} />
      <Needs base={base} story={story} />
      <h2>{i18n.t('What happened so far')}</h2>
      <Lines story={story} />
      <Keep {...props} />
    </Page>
  );
};

/** What puts it right stands there with its date: the same thing is not asked about twice. */
const isBare =
  ({ remedies }: Story) =>
  ({ promiseId }: { promiseId: string }): boolean =>
    !remedies.some((remedy) => remedy.promiseId === promiseId);

const Remedies = ({ story, base }: { story: Story; base: string }) => (
  <section aria-labelledby="right">
    <h2 id="right">{i18n.t('What puts it right')}</h2>
    <ul className="plain">
      {story.remedies.map((remedy) => (
        <RemedyCard
          key={remedy.remedyId}
          remedy={remedy}
          promise={story.promises.find(({ promiseId }) => promiseId === remedy.promiseId)}
          base={base}
        />
      ))}
    </ul>
    <Propose base={base} currency={story.currency} />
  </section>
);

const Welcome = (props: StoryPageProps & { refusedFiles: string[] }) => (
  <>
    <p>
      {i18n.t(
        'Thank you for telling us, and we are sorry that you had to. Please keep this page: here you see everything that happens.',
      )}
    </p>
    {props.refusedFiles.length > 0 ? (
      <div className="error" role="alert">
        <p>
          <strong>{i18n.t('Your complaint is with us, but not every file is.')}</strong>{' '}
          {i18n.t('{files}. You can add it below.', { files: props.refusedFiles.join('; ') })}
        </p>
      </div>
    ) : null}
    <Facts {...props} />
  </>
);

const Facts = ({ story, link, claimCode, base }: StoryPageProps) => (
  <dl>
    <dt>{i18n.t('Reference')}</dt>
    <dd>
      <code>{story.complaint.reference}</code>
    </dd>
    <dt>{i18n.t('Who has it')}</dt>
    <dd>
      {story.complaint.ownerName}, {story.complaint.ownerTitle}
      {story.meanwhile ? (
        <>
          <br />
          {i18n.t('{owner} is away until {day}. {cover}, {title}, answers you meanwhile.', {
            owner: story.complaint.ownerName,
            day: dayInWords(story.meanwhile.until),
            cover: story.meanwhile.cover.name,
            title: story.meanwhile.cover.title,
          })}
        </>
      ) : null}
    </dd>
    <Splits splits={story.splits} />
    <dt>{i18n.t('Your link')}</dt>
    <dd className="link">
      <a href={base}>{link}</a>
    </dd>
    <dt>{i18n.t('Your code')}</dt>
    <dd>
      <code>{claimCode}</code>{' '}
      <span className="quiet">{i18n.t('opens this page with the reference, too')}</span>
    </dd>
    <dt>{i18n.t('Receipt')}</dt>
    <dd>
      <a href={`${base}/receipt.json`}>{i18n.t('Sealed proof of what was recorded')}</a>
    </dd>
  </dl>
);

const Next = ({ story }: { story: Story }) => {
  const next = nextStep(story);
  return (
    <section className="next" aria-label={i18n.t('What happens next')}>
      <p>
        <strong>{next.headline}</strong>
      </p>
      {next.detail ? <p>{next.detail}</p> : null}
    </section>
  );
};

const IsItFixed = ({ base, story }: { base: string; story: Story }) =>
  story.complaint.answeredAt === null ? null : (
    <section aria-labelledby="fixed" className="no-print">
      <h2 id="fixed">{i18n.t('Is it fixed?')}</h2>
      <p className="quiet">{i18n.t('Only you can say so. Until you do, it stays open.')}</p>
      <div className="row">
        <ButtonForm
          action={`${base}/verdict`}
          label={i18n.t('It is fixed')}
          values={{ fixed: 'yes' }}
        />
        <ButtonForm
          action={`${base}/verdict`}
          label={i18n.t('It is not fixed')}
          plain
          values={{ fixed: 'no' }}
        />
      </div>
    </section>
  );

const AddWords = ({ base }: { base: string }) => (
  <section className="no-print" aria-labelledby="add">
    <h2 id="add">{i18n.t('Add something')}</h2>
    <form method="post" action={`${base}/messages`} encType="multipart/form-data">
      <TextArea name="text" label={i18n.t('Your message')} rows={4} />
      <div className="field">
        <label htmlFor="files">{i18n.t('Files')}</label>
        <input id="files" type="file" name="files" multiple />
      </div>
      <button type="submit">{i18n.t('Send')}</button>
    </form>
  </section>
);

const Higher = ({ base, story }: { base: string; story: Story }) => (
  <section className="no-print" aria-labelledby="higher">
    <h2 id="higher">{i18n.t('Take it higher')}</h2>
    <p className="quiet">{i18n.t('At any time, without a reason. Nobody can refuse it.')}</p>
    <div className="row">
      <ButtonForm
        action={`${base}/escalation`}
        label={i18n.t('To the manager')}
        plain
        values={{ level: 'manager' }}
      />
      <ButtonForm
        action={`${base}/escalation`}
        label={i18n.t('To the head of {organisation}', { organisation: story.organisation.name })}
        plain
        values={{ level: 'executive' }}
      />
    </div>
  </section>
);

const Keep = ({ base, story }: StoryPageProps) => (
  <section className="no-print" aria-labelledby="keep">
    <h2 id="keep">{i18n.t('Keep it, or end it')}</h2>
    <ul>
      <li>
        <Trans
          id="<0>Download everything</0> (JSON, with all files listed)"
          components={{ 0: <a href={`${base}/download.json`} /> }}
        />
      </li>
      <li>
        <a href={`${base}/print`}>{i18n.t('Show everything to print')}</a>
      </li>
    </ul>
    <details>
      <summary>{i18n.t('Replace my link with a new one')}</summary>
      <p>{i18n.t('If somebody else may have seen it. The present link stops working.')}</p>
      <ButtonForm action={`${base}/link`} label={i18n.t('Make a new link')} plain />
    </details>
    {story.complaint.closedAt ? null : (
      <details>
        <summary>{i18n.t('Withdraw my complaint')}</summary>
        <form method="post" action={`${base}/withdrawal`}>
          <TextArea name="text" id="why" label={i18n.t('Why? (optional)')} rows={2} />
          <button type="submit" className="plain">
            {i18n.t('Withdraw it')}
          </button>
        </form>
      </details>
    )}
  </section>
);
