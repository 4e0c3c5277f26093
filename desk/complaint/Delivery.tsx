import type { Complaint, Message, NoticeOf } from '../api/types.ts';
import { At } from '../parts/Due.tsx';
import { failureWords } from '../words.ts';

type Props = { message: Message; complaint: Complaint };

/** To whom our words went, and whether they arrived: said below the words themselves. */
export function Delivery({ message, complaint }: Props) {
  const sent = complaint.notices.filter(
    ({ messageId, channel, againAs }) =>
      messageId === message.id && channel !== 'page' && againAs === null,
  );
  return sent.map((notice) => (
    <p key={notice.id} className={`delivery ${notice.state}`}>
      <Whither notice={notice} /> · <Whether notice={notice} />
    </p>
  ));
}

function Whither({ notice: { channel, to, cc } }: { notice: NoticeOf }) {
  if (channel === 'post') return 'by letter';
  return [`to ${to}`, cc.length > 0 && `copy to ${cc.join(', ')}`].filter(Boolean).join(', ');
}

function Whether({ notice }: { notice: NoticeOf }) {
  const { state, channel, settledAt } = notice;
  if (state === 'failed') return failureWords(notice);
  if (state === 'waiting') {
    return channel === 'post' ? 'waits to be printed and posted' : 'waits in the outbox';
  }
  return (
    <>
      {channel === 'post' ? 'posted' : 'taken by the mail server'}{' '}
      {settledAt && <At at={settledAt} />}
    </>
  );
}
