import { i18n } from '#languages/i18n.ts';
import { when } from '#notices/index.ts';
import { customerSide, type StoryMessage } from './messages.ts';
import type { Story } from './story.ts';

type MessageProps = { message: StoryMessage; story: Story; base: string };

/** Words of either side, with what came with them. */
export const Message = ({ message, story, base }: MessageProps) => {
  const { zone, name: us } = story.organisation;
  const isOurs = message.author !== 'customer';
  const who = isOurs ? `${message.authorName ?? us}, ${us}` : customerSide(message, story);
  return (
    <article className={isOurs ? 'message ours' : 'message'}>
      <p className="who">
        {who}, {when(message.occurredAt, zone)}
      </p>
      {message.isFinal ? (
        <p className="quiet">
          {i18n.t('Our final answer. You can still say that it is not fixed.')}
        </p>
      ) : null}
      <p className="words" dir="auto">
        {message.text ?? ''}
      </p>
      {message.noAction ? (
        <p className="words">
          <strong>{i18n.t('Why nothing can be done:')}</strong> {message.noAction}
        </p>
      ) : null}
      {message.quoted ? (
        <details>
          <summary>{i18n.t('What stood below')}</summary>
          <p className="words quiet" dir="auto">
            {message.quoted}
          </p>
        </details>
      ) : null}
      {message.files.length > 0 ? (
        <ul>
          {message.files.map((file) => (
            <li key={file.fileId}>
              <a href={`${base}/files/${file.fileId}`}>{file.name}</a>{' '}
              <span className="quiet">{Math.ceil(file.size / 1024)} KB</span>
            </li>
          ))}
        </ul>
      ) : null}
    </article>
  );
};
