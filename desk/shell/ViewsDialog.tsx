import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { post, remove } from '../api/client.ts';
import { viewsQuestion } from '../api/questions.ts';
import type { SavedView } from '../api/types.ts';
import { Button } from '../parts/Button.tsx';
import { Dialog } from '../parts/Dialog.tsx';
import { Fault } from '../parts/Fault.tsx';

/** One's own views: in which order they stand, and which may go. */
export function ViewsDialog({ onClose }: { onClose: () => void }) {
  const client = useQueryClient();
  const { data: views = [] } = useQuery(viewsQuestion);
  const change = useMutation({
    mutationFn: (act: () => Promise<unknown>) => act(),
    onSettled: () => client.invalidateQueries(viewsQuestion),
  });
  const move = (at: number, by: 1 | -1): void => {
    const ids = views.map(({ id }) => id);
    const [moved] = ids.splice(at, 1);
    if (moved) ids.splice(at + by, 0, moved);
    change.mutate(() => post('/views/order', { ids }));
  };
  return (
    <Dialog title={t`My views`} onClose={onClose}>
      <Fault fault={change.error} />
      <ol className="own-views">
        {views.map((view, at) => (
          <li key={view.id}>
            <span>{view.name}</span>
            <ViewButtons
              view={view}
              onUp={at > 0 ? () => move(at, -1) : undefined}
              onDown={at < views.length - 1 ? () => move(at, 1) : undefined}
              onRemove={() => change.mutate(() => remove(`/views/${view.id}`))}
            />
          </li>
        ))}
      </ol>
      {views.length === 0 && (
        <p>
          <Trans>No view is left.</Trans>
        </p>
      )}
    </Dialog>
  );
}

type ButtonsProps = {
  view: SavedView;
  onUp: (() => void) | undefined;
  onDown: (() => void) | undefined;
  onRemove: () => void;
};

function ViewButtons({ view: { name }, onUp, onDown, onRemove }: ButtonsProps) {
  return (
    <span className="buttons">
      <Button look="quiet" isDisabled={!onUp} {...(onUp && { onPress: onUp })}>
        <span aria-hidden="true">↑</span>
        <span className="unseen">
          <Trans>Move {name} up</Trans>
        </span>
      </Button>
      <Button look="quiet" isDisabled={!onDown} {...(onDown && { onPress: onDown })}>
        <span aria-hidden="true">↓</span>
        <span className="unseen">
          <Trans>Move {name} down</Trans>
        </span>
      </Button>
      <Button look="quiet" onPress={onRemove}>
        <Trans>
          Remove<span className="unseen"> {name}</span>
        </Trans>
      </Button>
    </span>
  );
}
