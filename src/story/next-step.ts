import { i18n } from '#languages/i18n.ts';
import { when } from '#notices/index.ts';
import type { Story } from './story.ts';

/** What a worried customer wants to know first: what happens now, who does it, and by when. */
export function nextStep(story: Story): Step {
  const { complaint, promises, remedies } = story;
  if (complaint.closedBasis) return closedStep(complaint.closedBasis, complaint.closedInSilence);
  const reads = whoReadsAsWell(story);
  const offered = remedies.find(({ state }) => state === 'offered');
  if (offered) {
    return {
      headline: i18n.t('We offer you: {what}', { what: offered.what }),
      detail: together(
        i18n.t('Tell us below whether you take it.'),
        i18n.t('{name} sees to it.', { name: offered.ownerName }),
        reads,
      ),
    };
  }
  const [next] = promises
    .filter((promise) => promise.state === 'open')
    .toSorted((one, other) => one.dueAt.getTime() - other.dueAt.getTime());
  if (next) {
    return {
      headline: i18n.t('Next: {what}', { what: next.text }),
      detail: together(
        i18n.t('By {by}.', { by: when(next.dueAt, next.zone) }),
        i18n.t('{name} sees to it.', { name: next.ownerName }),
        reads,
      ),
    };
  }
  return complaint.state === 'waiting' ? theirTurn(story, reads) : ourTurn(story, reads);
}

type Step = { headline: string; detail: string | null };

function whoReadsAsWell({ escalations }: Story): string {
  const higher = escalations.findLast((escalation) => escalation.answeredAt === null);
  if (!higher) return '';
  const { raisedToName: name, raisedToTitle: title } = higher;
  return i18n.t('{name}, {title}, has it as well.', { name, title });
}

function theirTurn({ complaint, organisation }: Story, reads: string): Step {
  const { nextAt, ownerName: name } = complaint;
  return {
    headline: i18n.t('It is your turn.'),
    detail: together(
      complaint.askedTimes > 0 ? i18n.t('We asked you whether it is fixed.') : '',
      i18n.t('Tell us below whether it is fixed.'),
      nextAt
        ? i18n.t('{name} still has it and looks at it again by {by}.', {
            name,
            by: when(nextAt, organisation.zone),
          })
        : i18n.t('{name} still has it and looks at it again.', { name }),
      reads,
    ),
  };
}

function ourTurn({ complaint, organisation }: Story, reads: string): Step {
  const { nextAt, ownerName: name } = complaint;
  return {
    headline: i18n.t('{name} has it and it is our turn.', { name }),
    detail: together(
      nextAt
        ? i18n.t('{name} looks at it again by {by}.', { name, by: when(nextAt, organisation.zone) })
        : i18n.t('{name} looks at it again.', { name }),
      i18n.t('You can call {phone}.', { phone: organisation.phone }),
      reads,
    ),
  };
}

const together = (...sentences: string[]): string => sentences.filter(Boolean).join(' ');

function closedStep(basis: string, isSilent: boolean): Step {
  if (basis === 'confirmed') {
    return {
      headline: i18n.t('You said that it is fixed. Thank you.'),
      detail: i18n.t('If it comes back, write below: it is open again at once.'),
    };
  }
  if (basis === 'withdrawn') {
    return {
      headline: i18n.t('You withdrew it.'),
      detail: i18n.t('If you change your mind, write below: it is open again at once.'),
    };
  }
  return {
    headline: i18n.t('We closed it, with a reason.'),
    detail: together(
      isSilent
        ? i18n.t('You have said nothing since we asked you; we do not take that for a yes.')
        : '',
      i18n.t('If that is wrong, say below that it is not fixed: it is open again at once.'),
    ),
  };
}
