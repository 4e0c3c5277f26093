import { plural, t } from '@lingui/core/macro';
import { Plural, Trans } from '@lingui/react/macro';
import type { Complaint } from '../../api/types.ts';
import { At, Due } from '../../parts/Due.tsx';
import { calendarDay } from '../../time.ts';
import { channelWords, closedWords } from '../../words.ts';
import { Fact, FactGroup } from './Fact.tsx';

/** A complaint is what is expected here. */
const kindWords: Readonly<Record<Complaint['kind'], string | null>> = {
  complaint: null,
  question: t`question`,
  suggestion: t`suggestion`,
  praise: t`praise`,
};

export function DateFacts({ complaint }: { complaint: Complaint }) {
  const {
    owner,
    meanwhile,
    receivedAt,
    recordedAt,
    answeredAt,
    nextAt,
    closedAt,
    contacts,
    askedTimes,
  } = complaint;
  const way = channelWords[complaint.channel];
  const basis = closedWords(complaint);
  // A letter may have reached us days before somebody wrote it down.
  const isLate = Date.parse(recordedAt) - Date.parse(receivedAt) > 60_000;
  return (
    <FactGroup title={t`Owner and dates`}>
      <dl>
        <Fact name={t`Owner`}>
          <Who owner={owner} meanwhile={meanwhile} />
        </Fact>
        <Fact name={t`Next date`}>{nextAt && <Due at={nextAt} />}</Fact>
        <Fact name={t`Reached us`}>
          <Trans>
            <At at={receivedAt} />, {way}
          </Trans>
        </Fact>
        <Fact name={t`Written down`}>{isLate && <At at={recordedAt} />}</Fact>
        <Fact name={t`First answer by a person`}>
          {answeredAt ? <At at={answeredAt} /> : t`not yet`}
        </Fact>
        <Fact name={t({ message: 'Closed', context: 'when and why' })}>
          {closedAt && (
            <Trans>
              <At at={closedAt} />, {basis}
            </Trans>
          )}
        </Fact>
        <Fact name={t`Contacts`}>
          <Plural value={contacts} one="They reached us once" other="They reached us # times" />
        </Fact>
        <Fact name={t`Asked whether it is fixed`}>
          {askedTimes > 0 && plural(askedTimes, { one: '# time', other: '# times' })}
        </Fact>
        <Fact name={t({ message: 'Kind', context: 'of contact' })}>
          {kindWords[complaint.kind]}
        </Fact>
      </dl>
    </FactGroup>
  );
}

function Who({ owner: { name }, meanwhile }: Pick<Complaint, 'owner' | 'meanwhile'>) {
  if (!meanwhile) return name;
  const cover = meanwhile.cover.name;
  const until = calendarDay(meanwhile.until);
  return (
    <Trans>
      <bdi>{name}</bdi>, away until {until}: <bdi>{cover}</bdi> answers meanwhile
    </Trans>
  );
}
