import type { Complaint } from '../../api/types.ts';
import { At, Due } from '../../parts/Due.tsx';
import { calendarDay, count } from '../../time.ts';
import { channelWords, closedWords } from '../../words.ts';
import { Fact, FactGroup } from './Fact.tsx';

export function DateFacts({ complaint }: { complaint: Complaint }) {
  const { owner, meanwhile, receivedAt, recordedAt, answeredAt, nextAt, closedAt, contacts } =
    complaint;
  // A letter may have reached us days before somebody wrote it down.
  const isLate = Date.parse(recordedAt) - Date.parse(receivedAt) > 60_000;
  return (
    <FactGroup title="Owner and dates">
      <dl>
        <Fact name="Owner">
          {owner.name}
          {meanwhile &&
            `, away until ${calendarDay(meanwhile.until)}: ${meanwhile.cover.name} answers meanwhile`}
        </Fact>
        <Fact name="Next date">{nextAt && <Due at={nextAt} />}</Fact>
        <Fact name="Reached us">
          <At at={receivedAt} />, {channelWords[complaint.channel]}
        </Fact>
        <Fact name="Written down">{isLate && <At at={recordedAt} />}</Fact>
        <Fact name="First answer by a person">
          {answeredAt ? <At at={answeredAt} /> : 'not yet'}
        </Fact>
        <Fact name="Closed">
          {closedAt && (
            <>
              <At at={closedAt} />, {closedWords(complaint)}
            </>
          )}
        </Fact>
        <Fact name="Contacts">
          {contacts === 1 ? 'They reached us once' : `They reached us ${contacts} times`}
        </Fact>
        <Fact name="Asked whether it is fixed">
          {complaint.askedTimes > 0 && count(complaint.askedTimes, 'time')}
        </Fact>
        <Fact name="Kind">{complaint.kind === 'complaint' ? null : complaint.kind}</Fact>
      </dl>
    </FactGroup>
  );
}
