import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
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
  if (channel === 'post') return t`by letter`;
  const copies = cc.join(', ');
  if (copies === '') {
    return (
      <Trans>
        to <bdi>{to}</bdi>
      </Trans>
    );
  }
  return (
    <Trans>
      to <bdi>{to}</bdi>, copy to <bdi>{copies}</bdi>
    </Trans>
  );
}

function Whether({ notice }: { notice: NoticeOf }) {
  const { state, channel, settledAt } = notice;
  const isPost = channel === 'post';
  if (state === 'failed') return failureWords(notice);
  if (state === 'waiting')
    return isPost ? t`waits to be printed and posted` : t`waits in the outbox`;
  if (!settledAt) return isPost ? t`posted` : t`taken by the mail server`;
  const when = <At at={settledAt} />;
  return isPost ? <Trans>posted {when}</Trans> : <Trans>taken by the mail server {when}</Trans>;
}
