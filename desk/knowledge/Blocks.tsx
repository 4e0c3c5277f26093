import type { Article, Block } from './knowledge-types.ts';

/** The words of an article, as customers see them. */
export function ArticleWords({ article }: { article: Pick<Article, 'language' | 'blocks'> }) {
  return (
    <div className="article-words" lang={article.language} dir="auto">
      {article.blocks.map((block, place) => (
        <BlockOf key={place} block={block} />
      ))}
    </div>
  );
}

function BlockOf({ block: { kind, lines } }: { block: Block }) {
  if (kind === 'list') {
    return (
      <ul>
        {lines.map((parts, place) => (
          <li key={place}>
            <Line parts={parts} />
          </li>
        ))}
      </ul>
    );
  }
  return (
    <p>
      {lines.map((parts, place) => (
        <span key={place}>
          {place > 0 && <br />}
          <Line parts={parts} />
        </span>
      ))}
    </p>
  );
}

const Line = ({ parts }: { parts: Block['lines'][number] }) =>
  parts.map(({ text, href }, place) =>
    href ? (
      <a key={place} href={href} target="_blank" rel="noopener noreferrer">
        {text}
      </a>
    ) : (
      text
    ),
  );
