import type { View } from '../api/questions.ts';

export const viewNames: Readonly<Record<View, string>> = {
  mine: 'Mine',
  offered: 'Waiting for my acceptance',
  raised: 'Brought to me',
  all: 'All',
  done: 'Done',
};

export const viewTitles: Readonly<Record<View, string>> = {
  mine: 'My complaints',
  offered: 'Waiting for my acceptance',
  raised: 'Brought to me',
  all: 'All that are open',
  done: 'Done',
};

export const emptyWords: Readonly<Record<View, readonly [title: string, words: string]>> = {
  mine: ['Nothing is waiting for you.', 'Everybody who wrote to you has an answer. Well done.'],
  offered: ['Nobody has offered you anything.', 'What a colleague hands on to you appears here.'],
  raised: ['Nothing was brought to you.', 'What customers or colleagues take higher appears here.'],
  all: ['No complaint is open.', 'As soon as a customer writes, it stands here with its owner.'],
  done: ['Nothing is done yet.', 'What the customer says is fixed will rest here.'],
};
