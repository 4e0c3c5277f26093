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
  return (
    <Dialog title={article?.title ?? 'Article'} isAside onClose={onClose}>
      <Fault fault={error} />
      {article && (
        <div className="stack">
          <p className="article-facts">
            <span>{standing(article)}</span>
            <span>{article.owner.name} answers for it</span>
            <span className={article.isPastReview ? 'due broken' : undefined}>
              {article.isPastReview ? 'Review was due by' : 'Review by'}{' '}
              {dayInWords(article.reviewOn)}
            </span>
          </p>
          <ArticleWords article={article} />
          {article.address && (
            <CopyField
              label="Where customers read it"
              hint="Put it into your reply, if it says what they ask."
              value={article.address}
            />
          )}
          <p>
            <Link to="/knowledge/$id" params={{ id }}>
              Open it in full
            </Link>
          </p>
        </div>
      )}
    </Dialog>
  );
}
