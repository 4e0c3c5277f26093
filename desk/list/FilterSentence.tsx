import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
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
        <Trans comment="Menus in this order: whose, in which state, further parts (each with a comma before it), in which order">
          Complaints{' '}
          <Whose
            filters={filters}
            onChange={(whose) => show({ ...withoutWhose(filters), ...whose })}
          />{' '}
          that are{' '}
          <Menu
            label={t`In which state`}
            words={stateChoices}
            value={stateOf(filters)}
            onChange={(state) => change({ state })}
          />
          <Clauses filters={filters} onChange={change} />,{' '}
          <Menu
            label={t`In which order`}
            words={orderChoices}
            value={orderOf(filters)}
            onChange={(order) => change({ order })}
          />
        </Trans>
        {missing.length > 0 && (
          <>
            {' '}
            <Menu
              label={t`Narrow down`}
              look="add"
              words={{
                '': t`and …`,
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
            <Trans>Save this view</Trans>
          </Button>
          <Button look="quiet" onPress={() => show({ view })}>
            <Trans>Clear</Trans>
          </Button>
        </div>
      )}
      {isSaving && <SaveViewDialog filters={filters} onClose={() => save(false)} />}
    </div>
  );
}

type ClausesProps = { filters: Filters; onChange: (part: Record<string, unknown>) => void };

/** What narrows the list down further. */
function Clauses({ filters, onChange }: ClausesProps) {
  return clauses.map(({ name, label, words }) => {
    const value = filters[name];
    if (!value) return null;
    return (
      <Trans key={name} context="a further part of a sentence">
        ,{' '}
        <Menu
          label={label}
          words={{ ...words, [value]: wordsOf(words, value), '': t`(does not matter)` }}
          value={value}
          onChange={(choice) => onChange({ [name]: choice || undefined })}
        />
      </Trans>
    );
  });
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
  mine: t`owned by me`,
  covered: t`covered by me`,
  team: t`owned by my team`,
  all: t`owned by anybody`,
  promised: t`with a promise of mine`,
  offered: t`offered to me`,
  raised: t`brought to me`,
  accounts: t`of customers I look after`,
};

type WhoseProps = { filters: Filters; onChange: (whose: Filters) => void };

function Whose({ filters: { view = 'mine', owner }, onChange }: WhoseProps) {
  const { data: staff = [] } = useQuery(staffQuestion);
  const words = { ...whoseWords, ...Object.fromEntries(staff.map(ownedBy)) };
  const value = owner ?? (view === 'done' ? 'all' : view);
  return (
    <Menu
      label={t`Whose`}
      words={owner && !(owner in words) ? { ...words, [owner]: t`owned by somebody` } : words}
      value={value}
      onChange={(choice) =>
        onChange(choice in whoseWords ? { view: choice as View } : { view: 'all', owner: choice })
      }
    />
  );
}

const ownedBy = ({ id, name }: Colleague): [string, string] => [id, t`owned by ${name}`];

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
