type TaskWords = { what: string; toDo: string };

const words: Readonly<Record<string, TaskWords>> = {
  mailbox_unreachable: {
    what: 'Mail cannot be fetched from one of our mailboxes.',
    toDo: 'What customers write there waits on its server. Look at what the server answers, and test the mailbox.',
  },
  mailbox_differs: {
    what: 'More mail lies in one of our mailboxes than has arrived here.',
    toDo: 'Somebody may be waiting for an answer to a mail that is not here. Look at the days on which the numbers differ.',
  },
  mail_unread: {
    what: 'A mail came that the program cannot read.',
    toDo: 'It became a complaint with the mail attached. Open the original, and write down what it says.',
  },
};

const unknown: TaskWords = {
  what: 'Something needs a look.',
  toDo: 'This desk does not know yet what it is: load the page again.',
};

export const taskWords = (kind: string): TaskWords => words[kind] ?? unknown;
