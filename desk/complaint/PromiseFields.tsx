import { deciders } from '../may.ts';
import { useMe } from '../me.ts';
import { LineField, MomentField, PersonField } from '../parts/fields.tsx';
import type { ReplyDraft } from './reply-draft.ts';

type Props = { draft: ReplyDraft; change: (part: Partial<ReplyDraft>) => void };

export function PromiseFields({ draft, change }: Props) {
  const me = useMe();
  return (
    <fieldset className="promise-fields">
      <legend className="unseen">The promise</legend>
      <LineField
        label="What we will do, as the customer reads it"
        value={draft.what}
        onChange={(what) => change({ what })}
      />
      <MomentField label="By when" value={draft.by} onChange={(by) => change({ by })} />
      <PersonField
        label="Who sees to it"
        value={draft.who || me.id}
        onChange={(who) => change({ who })}
        roles={[...deciders, 'fixer']}
      />
    </fieldset>
  );
}
