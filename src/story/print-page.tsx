import { i18n, languageNow } from '#languages/i18n.ts';
import { formatLocale } from '#languages/languages.ts';
import { when } from '#notices/index.ts';
import { Page } from '#web/page.tsx';
import { youOf } from './download.ts';
import { customerSide } from './messages.ts';
import { Points } from './point-list.tsx';
import type { Story } from './story.ts';

/** The same, without anything to press, for paper. */
export const PrintPage = ({ story }: { story: Story }) => {
  const { complaint, organisation } = story;
  const { name, email, phone } = youOf(story);
  const title = i18n.t('Complaint {reference}', { reference: complaint.reference });
  return (
    <Page title={title} organisation={organisation}>
      <h1>{title}</h1>
      <dl>
        <dt>{i18n.t('Received')}</dt>
        <dd>{when(complaint.receivedAt, organisation.zone)}</dd>
        <dt>{i18n.t('From')}</dt>
        <dd>{[name, email, phone].filter(Boolean).join(', ') || i18n.t('Not said')}</dd>
        <dt>{i18n.t('Who has it')}</dt>
        <dd>
          {complaint.ownerName}, {complaint.ownerTitle}
        </dd>
        {story.wish ? (
          <>
            <dt>{i18n.t('What would put it right')}</dt>
            <dd className="words">{story.wish}</dd>
          </>
        ) : null}
      </dl>
      <Points points={story.points} />
      <h2>{i18n.t('What was said')}</h2>
      {story.messages.map((message) => (
        <article className="message" key={message.messageId}>
          <p className="who">
            {message.author === 'customer' ? customerSide(message, story) : message.authorName},{' '}
            {when(message.occurredAt, organisation.zone)}
          </p>
          <p className="words" dir="auto">
            {message.text}
          </p>
          {message.files.map((file) => (
            <p key={file.fileId}>{i18n.t('Attached: {name}', { name: file.name })}</p>
          ))}
        </article>
      ))}
      <h2>{i18n.t('What happened')}</h2>
      <Lines story={story} />
    </Page>
  );
};

/** Seconds do not matter to a reader; the zone is that of the promises. */
const dayAndTime = (at: Date, zone: string): string =>
  new Intl.DateTimeFormat(formatLocale(languageNow()), {
    timeZone: zone,
    dateStyle: 'medium',
    timeStyle: 'short',
  }).format(at);

export const Lines = ({ story }: { story: Story }) => (
  <ol className="plain lines">
    {story.lines.map((line, place) => (
      <li key={`${line.at.getTime()}-${place}`}>
        <time dateTime={line.at.toISOString()}>{dayAndTime(line.at, story.organisation.zone)}</time>
        <span>{line.sentence}</span>
      </li>
    ))}
  </ol>
);
