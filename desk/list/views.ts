import { t } from '@lingui/core/macro';
import type { View } from './filters.ts';

export const viewNames: Readonly<Record<View, string>> = {
  mine: t({ message: 'Mine', context: 'complaints' }),
  covered: t`Covered by me`,
  team: t`My team’s`,
  promised: t`Promised by me`,
  offered: t`Waiting for my acceptance`,
  raised: t`Brought to me`,
  accounts: t`Of my customers`,
  all: t({ message: 'All', context: 'complaints' }),
  done: t({ message: 'Done', context: 'complaints' }),
};

export const viewTitles: Readonly<Record<View, string>> = {
  mine: t`My complaints`,
  covered: t`Covered by me`,
  team: t`My team’s complaints`,
  promised: t`Promised by me`,
  offered: t`Waiting for my acceptance`,
  raised: t`Brought to me`,
  accounts: t`Complaints of my customers`,
  all: t`All complaints`,
  done: t({ message: 'Done', context: 'complaints' }),
};

export const emptyWords: Readonly<Record<View, readonly [title: string, words: string]>> = {
  mine: [t`Nothing is waiting for you.`, t`Everybody who wrote to you has an answer. Well done.`],
  team: [
    t`Nothing is waiting for your team.`,
    t`What the people who report to you have stands here.`,
  ],
  covered: [
    t`Nothing waits where you cover.`,
    t`What comes to those for whom you answer meanwhile appears here.`,
  ],
  promised: [
    t`You owe nobody anything.`,
    t`What you promised, or have to do in place of somebody, appears here.`,
  ],
  offered: [t`Nobody has offered you anything.`, t`What a colleague hands on to you appears here.`],
  raised: [
    t`Nothing was brought to you.`,
    t`What customers or colleagues take higher appears here.`,
  ],
  accounts: [
    t`None of your customers waits for us.`,
    t`What the customers bring whom you look after appears here.`,
  ],
  all: [t`No complaint is open.`, t`As soon as a customer writes, it stands here with its owner.`],
  done: [t`Nothing is done yet.`, t`What the customer says is fixed will rest here.`],
};
