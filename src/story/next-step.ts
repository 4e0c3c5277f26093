import { when } from '#notices/index.ts';
import type { Story } from './story.ts';

/** What a worried customer wants to know first: what happens now, who does it, and by when. */
export function nextStep(story: Story): { headline: string; detail: string | null } {
  const { complaint, promises, remedies, organisation, escalations } = story;
  if (complaint.closedBasis) return closedStep(complaint.closedBasis, complaint.closedInSilence);
  const [next] = promises
    .filter((promise) => promise.state === 'open')
    .toSorted((one, other) => one.dueAt.getTime() - other.dueAt.getTime());
  const higher = escalations.findLast((escalation) => escalation.answeredAt === null);
  const reads = higher ? ` ${higher.raisedToName}, ${higher.raisedToTitle}, has it as well.` : '';
  const { nextAt, ownerName } = complaint;
  const by = nextAt ? ` by ${when(nextAt, organisation.zone)}` : '';
  const offered = remedies.find(({ state }) => state === 'offered');
  if (offered) {
    return {
      headline: `We offer you: ${offered.what}`,
      detail: `Tell us below whether you take it. ${offered.ownerName} sees to it.${reads}`,
    };
  }
  if (next) {
    return {
      headline: `Next: ${next.text}`,
      detail: `By ${when(next.dueAt, next.zone)}. ${next.ownerName} sees to it.${reads}`,
    };
  }
  if (complaint.state === 'waiting') {
    const asks = complaint.askedTimes > 0 ? 'We asked you whether it is fixed. ' : '';
    return {
      headline: 'It is your turn.',
      detail: `${asks}Tell us below whether it is fixed. ${ownerName} still has it and looks at it again${by}.${reads}`,
    };
  }
  return {
    headline: `${ownerName} has it and it is our turn.`,
    detail: `${ownerName} looks at it again${by}. You can call ${organisation.phone}.${reads}`,
  };
}

function closedStep(basis: string, isSilent: boolean) {
  if (basis === 'confirmed') {
    return {
      headline: 'You said that it is fixed. Thank you.',
      detail: 'If it comes back, write below: it is open again at once.',
    };
  }
  if (basis === 'withdrawn') {
    return {
      headline: 'You withdrew it.',
      detail: 'If you change your mind, write below: it is open again at once.',
    };
  }
  return {
    headline: 'We closed it, with a reason.',
    detail: `${isSilent ? 'You have said nothing since we asked you; we do not take that for a yes. ' : ''}If that is wrong, say below that it is not fixed: it is open again at once.`,
  };
}
