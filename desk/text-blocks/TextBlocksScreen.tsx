import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { textBlocksQuestion } from '../api/draft-questions.ts';
import type { TextBlock } from '../api/draft-types.ts';
import { may } from '../may.ts';
import { useMe } from '../me.ts';
import { Button } from '../parts/Button.tsx';
import { Fault } from '../parts/Fault.tsx';
import { Empty, ScreenTitle } from '../parts/Screen.tsx';
import { useAct } from '../parts/use-act.ts';
import { pastInWords, useNow } from '../time.ts';
import { TextBlockDialog } from './TextBlockDialog.tsx';

/** Where replies may begin. Nothing of it goes out as it stands. */
export function TextBlocksScreen() {
  const { data: blocks = [], error, isPending } = useQuery(textBlocksQuestion);
  const [edited, edit] = useState<TextBlock | 'new' | null>(null);
  const mayWrite = may(useMe(), 'writeTextBlocks');
  return (
    <div className="page">
      <ScreenTitle title={t`Text blocks`} />
      <p className="lead">
        <Trans>
          A reply may begin with one. Before it goes out, each sentence is said in your own words.
        </Trans>
      </p>
      {mayWrite && (
        <p>
          <Button look="main" onPress={() => edit('new')}>
            <Trans>Write a text block</Trans>
          </Button>
        </p>
      )}
      <Fault fault={error} />
      {!isPending && !error && blocks.length === 0 && (
        <Empty title={t`There is no text block.`}>
          <Trans>Write one for what you explain again and again.</Trans>
        </Empty>
      )}
      <ul className="cards">
        {blocks.map((block) => (
          <li key={block.id}>
            <Block block={block} onEdit={mayWrite ? () => edit(block) : null} />
          </li>
        ))}
      </ul>
      {edited && (
        <TextBlockDialog block={edited === 'new' ? null : edited} onClose={() => edit(null)} />
      )}
    </div>
  );
}

function Block({ block, onEdit }: { block: TextBlock; onEdit: (() => void) | null }) {
  const { id, title, text, language, owner, changedAt } = block;
  const client = useQueryClient();
  const now = useNow();
  const retiring = useAct({
    said: t`“${title}” is no longer used.`,
    onDone: () => client.invalidateQueries(textBlocksQuestion),
  });
  return (
    <article className="card text-block" aria-label={title}>
      <h2 dir="auto">{title}</h2>
      <p className="words" dir="auto" lang={language}>
        {text}
      </p>
      <p className="quiet">
        <Trans>
          {{ name: owner.name }} looks after it, {{ date: pastInWords(changedAt, now) }}
        </Trans>
      </p>
      <Fault fault={retiring.error} />
      {onEdit && (
        <div className="buttons">
          <Button onPress={onEdit}>
            <Trans>
              Change<span className="unseen"> {title}</span>
            </Trans>
          </Button>
          <Button
            look="quiet"
            isBusy={retiring.isPending}
            onPress={() => retiring.mutate({ path: `/text-blocks/${id}/retirement` })}
          >
            <Trans>
              Use it no more<span className="unseen">: {title}</span>
            </Trans>
          </Button>
        </div>
      )}
    </article>
  );
}
