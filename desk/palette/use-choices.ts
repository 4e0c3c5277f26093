import { t } from '@lingui/core/macro';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { complaintQuestion, staffQuestion, viewsQuestion } from '../api/questions.ts';
import { actsFor, actWords } from '../complaint/acts/names.ts';
import { findComplaint } from '../complaint/find/find-complaint.ts';
import { chooseLanguage, type Language, languages } from '../language.ts';
import type { Filters, View } from '../list/filters.ts';
import { viewTitles } from '../list/views.ts';
import { useMe } from '../me.ts';
import { say } from '../parts/Say.tsx';
import { shortcuts, whatDoes } from '../shortcuts.ts';
import { chooseTheme, themes } from '../theme.ts';

export type Choice = { id: string; name: string; key?: string; act: () => void };

const themeNames = {
  system: t`Colours: as the machine`,
  light: t`Colours: light`,
  dark: t`Colours: dark`,
} as const;

const screens = [
  ['/tasks', t`Tasks`],
  ['/outbox', t`Outbox`],
  ['/held-back', t`Held back`],
  ['/team', t`Team`],
  ['/account', t`My account`],
] as const;

/** Acts that have a key of their own are in the list of keys already. */
const withKey: Readonly<Partial<Record<string, string>>> = { handOn: 'h', putOff: 'z' };

/** Everything that can be done from here: what has a key first, then acts, ways and people. */
export function useChoices(complaintId: string | undefined): Choice[] {
  return [...useActs(complaintId), ...useWays()];
}

function useActs(complaintId: string | undefined): Choice[] {
  const me = useMe();
  const { data: complaint } = useQuery({
    ...complaintQuestion(complaintId ?? ''),
    enabled: complaintId !== undefined,
  });
  const keys = shortcuts.flatMap(({ key, words }) => {
    const act = whatDoes(key);
    return act ? [{ id: `key:${key}`, name: words, key, act }] : [];
  });
  const acts = (complaint ? actsFor(me, complaint) : []).flatMap((name) => {
    const act = withKey[name] ? undefined : whatDoes(`act:${name}`);
    return act ? [{ id: `act:${name}`, name: actWords[name], act }] : [];
  });
  return [...keys, ...acts];
}

function useWays(): Choice[] {
  const navigate = useNavigate();
  const { data: saved = [] } = useQuery(viewsQuestion);
  const { data: staff = [] } = useQuery(staffQuestion);
  const toList = (id: string, name: string, filters: Filters): Choice => ({
    id,
    name,
    act: () => void navigate({ to: '/', search: filters }),
  });
  return [
    ...saved.map(({ id, name, filters }) => toList(`view:${id}`, name, filters)),
    ...Object.entries(viewTitles).map(([view, title]) =>
      toList(`view:${view}`, title, view === 'mine' ? {} : { view: view as View }),
    ),
    ...screens.map(([to, name]) => ({
      id: `way:${to}`,
      name,
      act: () => void navigate({ to }),
    })),
    ...staff.map(({ id, name }) =>
      toList(`person:${id}`, t`Complaints of ${name}`, { view: 'all', owner: id }),
    ),
    ...themes.map((theme) => ({
      id: `theme:${theme}`,
      name: themeNames[theme],
      act: () => chooseTheme(theme),
    })),
    ...(Object.entries(languages) as [Language, string][]).map(([language, own]) => ({
      id: `language:${language}`,
      name: t`Language: ${own}`,
      act: () => chooseLanguage(language),
    })),
  ];
}

/** A reference, as people write it. */
const referencePattern = /^\s*am[\s-]*[0-9a-z]{2,}[\s-]*[0-9a-z]*\s*$/i;

/** What can be done with the very words that were typed. */
export function useTyped(typed: string, find: (words: string) => void): Choice[] {
  const navigate = useNavigate();
  const words = typed.trim();
  const open = async (): Promise<void> => {
    try {
      const { id } = await findComplaint(words);
      await navigate({ to: '/complaints/$id', params: { id } });
    } catch (fault) {
      say(fault instanceof Error ? fault.message : t`It cannot be found.`);
    }
  };
  if (!words) return [];
  return [
    ...(referencePattern.test(words)
      ? [
          {
            id: 'open',
            name: t`Open ${{ reference: words.toUpperCase() }}`,
            act: () => void open(),
          },
        ]
      : []),
    { id: 'find', name: t`Search for “${words}”`, key: '/', act: () => find(words) },
  ];
}
