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
  flaw_suspected: {
    what: t`More complaints than usual are about the same.`,
    toDo: t`Look whether it is a flaw of ours: confirm it with a name, or dismiss it with the reason.`,
  },
  flaw_idea: {
    what: t`You handled complaints behind a flaw of ours.`,
    toDo: t`Nobody knows better how it could be ended: say your idea in its thread. Whoever takes it up names you.`,
  },
  flaw_returned: {
    what: t`What was fixed is broken again.`,
    toDo: t`Customers say so, or more of them complain. The flaw is open again and needs another fix.`,
  },
  design_answer: {
    what: t`Your answer about a flaw is asked for by a date.`,
    toDo: t`Say in its thread what will change and by when. When the date passes it moves up.`,
  },
  training: {
    what: t`A training is planned, because something was not taught.`,
    toDo: t`Hold it, then say that it is shipped: fewer complaints will show whether it helped.`,
  },
  fix_unproven: {
    what: t`No fewer complaints came after a fix.`,
    toDo: t`Look again: the flaw is still open.`,
  },
  fix_still_broken: {
    what: t`A customer says that it is still broken.`,
    toDo: t`They were told that it is fixed. Look what is different with them.`,
  },
  account_wrote: {
    what: t`A customer whom you look after has written to us.`,
    toDo: t`You need not answer: its owner does. Read it, so that you know when you talk to them, and help where you can.`,
    done: t`I have read it`,
  },
  fix_not_told: {
    what: t`A customer could not be told that something is fixed.`,
    toDo: t`No mail reaches them. Call them or write to them, and correct the address if you can.`,
  },
  voice_answer: {
    what: t`A colleague says what is wrong and waits for your answer.`,
    toDo: t`Everybody on staff reads the answer. When the date passes it moves up.`,
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
  clock_warning: {
    what: t`Something is due to a customer soon.`,
    toDo: t`The rules under which the complaint stands name a day. It stands there under “Due by the rules”.`,
  },
  clock_breached: {
    what: t`A day that the rules name has passed.`,
    toDo: t`What was due to the customer has not been done. Do it now, and tell them why it took longer.`,
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
