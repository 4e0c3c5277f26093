type TaskWords = { what: string; toDo: string; done?: string };

const words: Readonly<Record<string, TaskWords>> = {
  mailbox_unreachable: {
    what: 'Mail cannot be fetched from one of our mailboxes.',
    toDo: 'What customers write there waits on its server. Look at what the server answers, and test the mailbox.',
  },
  mailbox_differs: {
    what: 'More mail lies in one of our mailboxes than has arrived here.',
    toDo: 'Somebody may be waiting for an answer to a mail that is not here. Look at the days on which the numbers differ.',
  },
  skill_expires: {
    what: 'What a person is trained for expires within thirty days.',
    toDo: 'Arrange the renewal, and write the new date down on their page.',
  },
  cover_asked: {
    what: 'You are asked to answer for a colleague who is away.',
    toDo: 'Meanwhile their complaints stand in your list “Covered by me”. If you cannot, say so on their page.',
    done: 'I cover',
  },
  approval_waiting: {
    what: 'Somebody waits for your approval of a remedy.',
    toDo: 'Nobody is above you to decide it, and a customer waits. Approve or refuse it under Approvals.',
  },
  mail_unread: {
    what: 'A mail came that the program cannot read.',
    toDo: 'It became a complaint with the mail attached. Open the original, and write down what it says.',
  },
  reply_held: {
    what: 'A reply of yours was not sent.',
    toDo: 'Something came in between, or it could not go. Your words are kept in the complaint: read what is new, and send it again.',
  },
  article_review: {
    what: 'The review date of one of your articles has passed.',
    toDo: 'Look whether it is still right. If it is, say so; if not, change it.',
  },
  article_wanted: {
    what: 'An article is missing.',
    toDo: 'Customers or colleagues ask for it. Write it, find somebody who does, or say why it is not needed.',
  },
};

const unknown: TaskWords = {
  what: 'Something needs a look.',
  toDo: 'This desk does not know yet what it is: load the page again.',
};

export const taskWords = (kind: string): TaskWords => words[kind] ?? unknown;
