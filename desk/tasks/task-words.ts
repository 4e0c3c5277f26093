import { t } from '@lingui/core/macro';

type TaskWords = { what: string; toDo: string; done?: string };

const words: Readonly<Record<string, TaskWords>> = {
  mailbox_unreachable: {
    what: t`Mail cannot be fetched from one of our mailboxes.`,
    toDo: t`What customers write there waits on its server. Look at what the server answers, and test the mailbox.`,
  },
  mailbox_differs: {
    what: t`More mail lies in one of our mailboxes than has arrived here.`,
    toDo: t`Somebody may be waiting for an answer to a mail that is not here. Look at the days on which the numbers differ.`,
  },
  skill_expires: {
    what: t`What a person is trained for expires within thirty days.`,
    toDo: t`Arrange the renewal, and write the new date down on their page.`,
  },
  cover_asked: {
    what: t`You are asked to answer for a colleague who is away.`,
    toDo: t`Meanwhile their complaints stand in your list “Covered by me”. If you cannot, say so on their page.`,
    done: t`I cover`,
  },
  errand_waiting: {
    what: t`An errand waits, and nobody is above you.`,
    toDo: t`Nobody moved it in time. Open Errands, and accept it, decline it or pass it on.`,
  },
  errand_later: {
    what: t`A fixer accepted an errand for a later day than was promised.`,
    toDo: t`Tell the customer now, with the new date, or ask the fixer whether it can be sooner.`,
  },
  team_overloaded: {
    what: t`A team of fixers has more than it can do in time.`,
    toDo: t`Promises are likely to be broken. Open Errands to see which: give the team help, or tell the customers before the date.`,
  },
  webhook_failing: {
    what: t`The tool of a team of fixers does not hear us.`,
    toDo: t`What happens to its errands does not reach it. Have its webhook looked at; meanwhile everything stands under Errands.`,
  },
  approval_waiting: {
    what: t`Somebody waits for your approval of a remedy.`,
    toDo: t`Nobody is above you to decide it, and a customer waits. Approve or refuse it under Approvals.`,
  },
  mail_unread: {
    what: t`A mail came that the program cannot read.`,
    toDo: t`It became a complaint with the mail attached. Open the original, and write down what it says.`,
  },
  reply_held: {
    what: t`A reply of yours was not sent.`,
    toDo: t`Something came in between, or it could not go. Your words are kept in the complaint: read what is new, and send it again.`,
  },
  article_review: {
    what: t`The review date of one of your articles has passed.`,
    toDo: t`Look whether it is still right. If it is, say so; if not, change it.`,
  },
  article_wanted: {
    what: t`An article is missing.`,
    toDo: t`Customers or colleagues ask for it. Write it, find somebody who does, or say why it is not needed.`,
  },
};

const unknown: TaskWords = {
  what: t`Something needs a look.`,
  toDo: t`This desk does not know yet what it is: load the page again.`,
};

export const taskWords = (kind: string): TaskWords => words[kind] ?? unknown;
