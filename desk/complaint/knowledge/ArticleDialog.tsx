import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { ArticleWords } from '../../knowledge/Blocks.tsx';
import { articleQuestion } from '../../knowledge/questions.ts';
import { dayInWords, standing } from '../../knowledge/words.ts';
import { CopyField } from '../../parts/CopyField.tsx';
import { Dialog } from '../../parts/Dialog.tsx';
import { Fault } from '../../parts/Fault.tsx';

/** At the side, so that the complaint and what is being written stay where they are. */
export function ArticleDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const { data: article, error } = useQuery(articleQuestion(id));
  const owner = article?.owner.name;
  const day = article && dayInWords(article.reviewOn);
  return (
    <Dialog title={article?.title ?? t`Article`} isAside onClose={onClose}>
      <Fault fault={error} />
      {article && (
        <div className="stack">
          <p className="article-facts">
            <span>{standing(article)}</span>
            <span>
              <Trans>
                <bdi>{owner}</bdi> answers for it
              </Trans>
            </span>
            <span className={article.isPastReview ? 'due broken' : undefined}>
              {article.isPastReview ? (
                <Trans>Review was due by {day}</Trans>
              ) : (
                <Trans>Review by {day}</Trans>
              )}
            </span>
          </p>
          <ArticleWords article={article} />
          {article.address && (
            <CopyField
              label={t`Where customers read it`}
              hint={t`Put it into your reply, if it says what they ask.`}
              value={article.address}
            />
          )}
          <p>
            <Link to="/knowledge/$id" params={{ id }}>
              <Trans>Open it in full</Trans>
            </Link>
          </p>
        </div>
      )}
    </Dialog>
  );
}
