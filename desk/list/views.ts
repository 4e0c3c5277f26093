import type { View } from './filters.ts';

export const viewNames: Readonly<Record<View, string>> = {
  mine: 'Mine',
  covered: 'Covered by me',
  team: 'My team’s',
  promised: 'Promised by me',
  offered: 'Waiting for my acceptance',
  raised: 'Brought to me',
  all: 'All',
  done: 'Done',
};

export const viewTitles: Readonly<Record<View, string>> = {
  mine: 'My complaints',
  covered: 'Covered by me',
  team: 'My team’s complaints',
  promised: 'Promised by me',
  offered: 'Waiting for my acceptance',
  raised: 'Brought to me',
  all: 'All complaints',
  done: 'Done',
};

export const emptyWords: Readonly<Record<View, readonly [title: string, words: string]>> = {
  mine: ['Nothing is waiting for you.', 'Everybody who wrote to you has an answer. Well done.'],
  team: [
    'Nothing is waiting for your team.',
    'What the people who report to you have stands here.',
  ],
  covered: [
    'Nothing waits where you cover.',
    'What comes to those for whom you answer meanwhile appears here.',
  ],
  promised: [
    'You owe nobody anything.',
    'What you promised, or have to do in place of somebody, appears here.',
  ],
  offered: ['Nobody has offered you anything.', 'What a colleague hands on to you appears here.'],
  raised: ['Nothing was brought to you.', 'What customers or colleagues take higher appears here.'],
  all: ['No complaint is open.', 'As soon as a customer writes, it stands here with its owner.'],
  done: ['Nothing is done yet.', 'What the customer says is fixed will rest here.'],
};
