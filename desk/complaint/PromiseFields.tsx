import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { deciders } from '../may.ts';
import { useMe } from '../me.ts';
import { Button } from '../parts/Button.tsx';
import { LineField, MomentField, PersonField } from '../parts/fields.tsx';
import { type DraftPromise, type ReplyDraft, withAnotherPromise } from './reply-draft.ts';

type Props = { draft: ReplyDraft; change: (part: Partial<ReplyDraft>) => void };

/** What is promised with the reply: one promise below the other, each with its date. */
export function PromiseFields({ draft, change }: Props) {
  const { promises } = draft;
  const put = (at: number, part: Partial<DraftPromise>): void =>
    change({ promises: promises.map((one, place) => (place === at ? { ...one, ...part } : one)) });
  const remove = (at: number): void =>
    change({ promises: promises.filter((_, place) => place !== at) });
  return (
    <>
      {promises.map((promise, at) => (
        <OnePromise
          // They have no name but their place.
          key={`promise-${at + 1}`}
          title={titleOf(at + 1, promises.length)}
          promise={promise}
          onChange={(part) => put(at, part)}
          onRemove={() => remove(at)}
        />
      ))}
      {promises.length > 0 && (
        <div>
          <Button look="quiet" onPress={() => change(withAnotherPromise(draft))}>
            <Trans>Another promise</Trans>
          </Button>
        </div>
      )}
    </>
  );
}

const titleOf = (number: number, many: number): string =>
  many > 1 ? t`Promise ${number}` : t`The promise`;

type OneProps = {
  title: string;
  promise: DraftPromise;
  onChange: (part: Partial<DraftPromise>) => void;
  onRemove: () => void;
};

function OnePromise({ title, promise, onChange, onRemove }: OneProps) {
  const me = useMe();
  return (
    <fieldset className="promise-fields">
      <legend className="unseen">{title}</legend>
      <LineField
        label={t`What we will do, as the customer reads it`}
        value={promise.what}
        onChange={(what) => onChange({ what })}
      />
      <MomentField label={t`By when`} value={promise.by} onChange={(by) => onChange({ by })} />
      <PersonField
        label={t`Who sees to it`}
        value={promise.who || me.id}
        onChange={(who) => onChange({ who })}
        roles={[...deciders, 'fixer']}
      />
      <div>
        <Button look="quiet" onPress={onRemove}>
          <Trans>
            Take out<span className="unseen"> {title}</span>
          </Trans>
        </Button>
      </div>
    </fieldset>
  );
}
