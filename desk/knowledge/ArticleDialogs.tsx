import { useState } from 'react';
import { ActForm } from '../complaint/acts/ActForm.tsx';
import { DayField } from '../parts/DayField.tsx';
import { Dialog } from '../parts/Dialog.tsx';
import { PersonField } from '../parts/fields.tsx';
import type { Article } from './knowledge-types.ts';
import { useKnowledgeAct } from './use-knowledge-act.ts';
import { suggestedReview } from './words.ts';

export type ArticleWish = 'review' | 'owner' | 'publish' | 'retire';

type Props = { article: Article; onClose: () => void };

export function ArticleDialogs({ wish, ...props }: Props & { wish: ArticleWish }) {
  switch (wish) {
    case 'review':
      return <ReviewDialog {...props} />;
    case 'owner':
      return <OwnerDialog {...props} />;
    case 'publish':
      return <PublishDialog {...props} />;
    case 'retire':
      return <RetireDialog {...props} />;
  }
}

function ReviewDialog({ article: { id }, onClose }: Props) {
  const [reviewOn, setDay] = useState(() => suggestedReview(new Date()));
  const acting = useKnowledgeAct({ said: 'Reviewed.', onDone: onClose });
  return (
    <Dialog title="It is right as it is" onClose={onClose}>
      <ActForm
        button="I have looked: it is right"
        isBusy={acting.isPending}
        fault={acting.error}
        onSend={() => acting.mutate({ path: `/articles/${id}/review`, body: { reviewOn } })}
      >
        <DayField
          label="Look again by"
          hint="When the day is over, its owner gets a task."
          value={reviewOn}
          onChange={setDay}
        />
      </ActForm>
    </Dialog>
  );
}

function OwnerDialog({ article: { id, owner }, onClose }: Props) {
  const [ownerId, choose] = useState('');
  const acting = useKnowledgeAct({ said: 'It has another owner.', onDone: onClose });
  return (
    <Dialog title="Another owner" onClose={onClose}>
      <ActForm
        button="They answer for it"
        isBusy={acting.isPending}
        fault={acting.error}
        onSend={() => acting.mutate({ path: `/articles/${id}/ownership`, body: { ownerId } })}
      >
        <PersonField
          label="Who answers for it from now on?"
          none="Choose a person"
          without={owner.id}
          value={ownerId}
          onChange={choose}
        />
      </ActForm>
    </Dialog>
  );
}

const places = [
  ['internal', 'For ourselves only'],
  ['public', 'On the customers’ site'],
  ['first', 'On the customers’ site, and named on its first page'],
] as const;

type Place = (typeof places)[number][0];

function PublishDialog({ article: { id, isPublic, isFirst }, onClose }: Props) {
  const [place, choose] = useState<Place>(isFirst ? 'first' : 'public');
  const acting = useKnowledgeAct({
    said: place === 'internal' ? 'It is for ourselves again.' : 'Customers can read it now.',
    onDone: onClose,
  });
  const send = (): void =>
    place === 'internal'
      ? acting.mutate({ path: `/articles/${id}/withdrawal` })
      : acting.mutate({
          path: `/articles/${id}/publication`,
          body: { isFirst: place === 'first' },
        });
  return (
    <Dialog title="Where it stands" onClose={onClose}>
      <ActForm
        button="Let it stand there"
        isBusy={acting.isPending}
        fault={acting.error}
        onSend={send}
      >
        <fieldset>
          <legend>Where can it be read?</legend>
          {places
            .filter(([choice]) => isPublic || choice !== 'internal')
            .map(([choice, words]) => (
              <label key={choice} className="check">
                <input
                  type="radio"
                  name="place"
                  checked={place === choice}
                  onChange={() => choose(choice)}
                />
                {words}
              </label>
            ))}
        </fieldset>
        <p className="hint">Customers see when it was last reviewed, and the name of its owner.</p>
      </ActForm>
    </Dialog>
  );
}

function RetireDialog({ article: { id }, onClose }: Props) {
  const acting = useKnowledgeAct({ said: 'Retired.', onDone: onClose });
  return (
    <Dialog title="Retire this article" onClose={onClose}>
      <ActForm
        button="Retire it"
        isBusy={acting.isPending}
        fault={acting.error}
        onSend={() => acting.mutate({ path: `/articles/${id}/retirement` })}
      >
        <p>
          It leaves the lists and the customers’ site, for good. What it said stays readable under
          “Retired”.
        </p>
      </ActForm>
    </Dialog>
  );
}
