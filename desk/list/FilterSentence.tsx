import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Fragment, useState } from 'react';
import { staffQuestion } from '../api/questions.ts';
import type { Colleague } from '../api/types.ts';
import { Button } from '../parts/Button.tsx';
import { clauses, orderChoices, stateChoices } from './clauses.ts';
import { type Filters, filtersIn, isSame, orderOf, stateOf, type View } from './filters.ts';
import { SaveViewDialog } from './SaveViewDialog.tsx';

/** What the list shows, as a sentence; each of its bold words is a menu. */
export function FilterSentence({ filters }: { filters: Filters }) {
  const navigate = useNavigate();
  const [isSaving, save] = useState(false);
  const show = (next: object): void => {
    void navigate({ to: '.', search: filtersIn(next as Record<string, unknown>), replace: true });
  };
  const change = (part: Record<string, unknown>): void => show({ ...filters, ...part });
  const view = filters.view ?? 'mine';
  const missing = clauses.filter(({ name }) => !filters[name]);
  const isPlain = isSame(filters, { view });
  return (
    <div className="sentence">
      <p>
        {'Complaints '}
        <Whose
          filters={filters}
          onChange={(whose) => show({ ...withoutWhose(filters), ...whose })}
        />
        {' that are '}
        <Menu
          label="In which state"
          words={stateChoices}
          value={stateOf(filters)}
          onChange={(state) => change({ state })}
        />
        {clauses.map(({ name, label, words }) => {
          const value = filters[name];
          return (
            value && (
              <Fragment key={name}>
                {', '}
                <Menu
                  label={label}
                  words={{ ...words, [value]: wordsOf(words, value), '': '(does not matter)' }}
                  value={value}
                  onChange={(choice) => change({ [name]: choice || undefined })}
                />
              </Fragment>
            )
          );
        })}
        {', '}
        <Menu
          label="In which order"
          words={orderChoices}
          value={orderOf(filters)}
          onChange={(order) => change({ order })}
        />
        {missing.length > 0 && (
          <>
            {' '}
            <Menu
              label="Narrow down"
              look="add"
              words={{
                '': 'and …',
                ...Object.fromEntries(missing.map(({ name, add }) => [name, add])),
              }}
              value=""
              onChange={(added) => {
                const clause = missing.find(({ name }) => name === added);
                if (clause) change({ [clause.name]: clause.first });
              }}
            />
          </>
        )}
      </p>
      {!isPlain && (
        <div className="sentence-acts">
          <Button look="quiet" onPress={() => save(true)}>
            Save this view
          </Button>
          <Button look="quiet" onPress={() => show({ view })}>
            Clear
          </Button>
        </div>
      )}
      {isSaving && <SaveViewDialog filters={filters} onClose={() => save(false)} />}
    </div>
  );
}

const wordsOf = (words: Readonly<Record<string, string>>, value: string): string =>
  words[value] ?? value;

const withoutWhose = ({
  view: _view,
  owner: _owner,
  state: _state,
  order: _order,
  ...rest
}: Filters): Filters => rest;

const whoseWords: Readonly<Record<Exclude<View, 'done'>, string>> = {
  mine: 'owned by me',
  covered: 'covered by me',
  team: 'owned by my team',
  all: 'owned by anybody',
  promised: 'with a promise of mine',
  offered: 'offered to me',
  raised: 'brought to me',
};

type WhoseProps = { filters: Filters; onChange: (whose: Filters) => void };

function Whose({ filters: { view = 'mine', owner }, onChange }: WhoseProps) {
  const { data: staff = [] } = useQuery(staffQuestion);
  const words = { ...whoseWords, ...Object.fromEntries(staff.map(ownedBy)) };
  const value = owner ?? (view === 'done' ? 'all' : view);
  return (
    <Menu
      label="Whose"
      words={owner && !(owner in words) ? { ...words, [owner]: 'owned by somebody' } : words}
      value={value}
      onChange={(choice) =>
        onChange(choice in whoseWords ? { view: choice as View } : { view: 'all', owner: choice })
      }
    />
  );
}

const ownedBy = ({ id, name }: Colleague): [string, string] => [id, `owned by ${name}`];

type MenuProps = {
  label: string;
  words: Readonly<Record<string, string>>;
  value: string;
  onChange: (value: string) => void;
  look?: 'add';
};

/** The browser's own menu, looking like a word of the sentence. */
function Menu({ label, words, value, onChange, look }: MenuProps) {
  return (
    <select
      className={look ? `word ${look}` : 'word'}
      aria-label={label}
      value={value}
      onChange={({ target }) => onChange(target.value)}
    >
      {Object.entries(words).map(([choice, shown]) => (
        <option key={choice} value={choice}>
          {shown}
        </option>
      ))}
    </select>
  );
}
