import { Trans } from '@lingui/react';
import type { PointView } from '#complaints/index.ts';
import { i18n } from '#languages/i18n.ts';
import { found } from './sentences.ts';
import type { Story } from './story.ts';

/** What the customer told us, thing by thing, and for each what we found and why. */
export const Points = ({ points }: { points: readonly PointView[] }) => {
  const standing = points.filter(({ isDropped }) => !isDropped);
  if (standing.length === 0) return null;
  return (
    <>
      <h2>{i18n.t('What you told us, and what we found')}</h2>
      <ol className="plain">
        {standing.map((point) => (
          <li key={point.pointId} className="promise">
            <p className="words">{i18n.t('You told us: {words}', { words: point.text })}</p>
            <Finding point={point} />
          </li>
        ))}
      </ol>
    </>
  );
};

const Finding = ({ point }: { point: PointView }) => {
  if (point.finding === null) return <p className="quiet">{i18n.t('We are looking into it.')}</p>;
  return (
    <>
      <p>
        <strong>{i18n.t(found[point.finding] ?? '')}</strong>
      </p>
      <p className="words" dir="auto">
        {point.reason}
      </p>
      <p className="quiet">{i18n.t('{name} looked into it.', { name: point.foundByName })}</p>
    </>
  );
};

/** The other complaint is theirs as well, and has a private link of its own. */
export const Splits = ({ splits }: { splits: Story['splits'] }) => (
  <>
    {splits.splitFrom ? (
      <>
        <dt>{i18n.t('Was a part of')}</dt>
        <dd>
          <Trans
            id="<0>{reference}</0>, which goes on as well"
            values={splits.splitFrom}
            components={{ 0: <code /> }}
          />
        </dd>
      </>
    ) : null}
    {splits.splitInto.length > 0 ? (
      <>
        <dt>{i18n.t('A part of it goes on as')}</dt>
        <dd>
          {splits.splitInto.map(({ reference }) => (
            <code key={reference}>{reference} </code>
          ))}
          <span className="quiet">{i18n.t('with a link of its own, which we sent you')}</span>
        </dd>
      </>
    ) : null}
  </>
);
