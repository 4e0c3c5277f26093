import { plural, t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useNavigate } from '@tanstack/react-router';
import { type KeyboardEvent, useId, useState } from 'react';
import { Button } from '../parts/Button.tsx';
import { Dialog } from '../parts/Dialog.tsx';
import { Fault } from '../parts/Fault.tsx';
import { capped } from '../time.ts';
import { ResultRow } from './ResultRow.tsx';
import { type Search, useSearch } from './use-search.ts';
import { useSettled } from './use-settled.ts';

/** Long enough that a quick writer asks once, short enough that nobody notices. */
const settleMs = 120;
const lengthMax = 200;

/** Looks for a complaint while it is typed what for. */
type Props = { words: string; onClose: () => void };

/** Looks for a complaint while it is typed what for; it may begin with words. */
export function FindDialog({ words, onClose }: Props) {
  const [typed, type] = useState(words);
  const search = useSearch(useSettled(typed.trimStart(), settleMs));
  const { results } = search;
  const [chosen, choose] = useChoice(search.asked, results.length);
  const navigate = useNavigate();
  const listId = useId();

  const onKeyDown = (event: KeyboardEvent): void => {
    const move = moves[event.key];
    if (event.nativeEvent.isComposing || (!move && event.key !== 'Enter')) return;
    event.preventDefault();
    if (move) return choose(move(chosen, results.length));
    const id = results[Math.max(chosen, 0)]?.complaint.id;
    if (id === undefined) return;
    onClose();
    void navigate({ to: '/complaints/$id', params: { id } });
  };

  return (
    <Dialog title={t`Search`} isWide onClose={onClose}>
      <input
        className="find-field"
        role="combobox"
        aria-label={t`Search all complaints`}
        aria-autocomplete="list"
        aria-expanded={results.length > 0}
        aria-controls={listId}
        aria-activedescendant={chosen < 0 ? undefined : optionId(listId, chosen)}
        autoComplete="off"
        spellCheck={false}
        enterKeyHint="search"
        maxLength={lengthMax}
        placeholder={t`Words, a name, an address, a number`}
        value={typed}
        onChange={({ target }) => type(target.value)}
        onKeyDown={onKeyDown}
      />
      <p role="status" className="find-said quiet">
        {sentenceFor(search)}
      </p>
      <Fault fault={search.fault} />
      <Results search={search} listId={listId} chosen={chosen} onOpen={onClose} />
    </Dialog>
  );
}

const optionId = (listId: string, place: number): string => `${listId}-${place}`;

type ResultsProps = { search: Search; listId: string; chosen: number; onOpen: () => void };

function Results({ search, listId, chosen, onOpen }: ResultsProps) {
  return (
    <>
      <div id={listId} role="listbox" aria-label={t`Complaints found`} className="found-rows">
        {search.results.map((result, place) => (
          <ResultRow
            key={result.complaint.id}
            result={result}
            id={optionId(listId, place)}
            isChosen={place === chosen}
            onOpen={onOpen}
          />
        ))}
      </div>
      {search.hasMore && (
        <p className="find-more">
          <Button onPress={search.more} isBusy={search.isLoadingMore}>
            <Trans>Show more</Trans>
          </Button>
        </p>
      )}
    </>
  );
}

const moves: Readonly<Record<string, (chosen: number, many: number) => number>> = {
  ArrowDown: (chosen, many) => Math.min(chosen + 1, many - 1),
  ArrowUp: (chosen) => Math.max(chosen - 1, -1),
};

/** Which of the results is chosen; none again as soon as something else is looked for. */
function useChoice(asked: string, many: number): [number, (place: number) => void] {
  const [choice, choose] = useState({ asked, place: -1 });
  const place = choice.asked === asked ? Math.min(choice.place, many - 1) : -1;
  return [place, (next) => choose({ asked, place: next })];
}

function sentenceFor({ asked, results, corrected, hasMore, isStale, fault }: Search): string {
  if (fault) return '';
  if (asked === '') return t`Put words that must stand together in "quotes".`;
  if (isStale) return t`Searching …`;
  if (results.length === 0) return t`No complaint has “${asked}”.`;
  if (corrected) return t`No complaint has “${asked}”. Showing “${corrected}”.`;
  const many = results.length;
  const shown = capped(many);
  return hasMore
    ? plural(many, {
        one: 'The newest # complaint. There are more.',
        other: `The newest ${shown} complaints. There are more.`,
      })
    : plural(many, {
        one: '# complaint, the newest first.',
        other: `${shown} complaints, the newest first.`,
      });
}
