import type { PointView } from '#complaints/index.ts';
import { found } from './sentences.ts';
import type { Story } from './story.ts';

/** What the customer told us, thing by thing, and for each what we found and why. */
export const Points = ({ points }: { points: readonly PointView[] }) => {
  const standing = points.filter(({ isDropped }) => !isDropped);
  if (standing.length === 0) return null;
  return (
    <>
      <h2>What you told us, and what we found</h2>
      <ol className="plain">
        {standing.map((point) => (
          <li key={point.pointId} className="promise">
            <p className="words">You told us: {point.text}</p>
            <Finding point={point} />
          </li>
        ))}
      </ol>
    </>
  );
};

const Finding = ({ point }: { point: PointView }) => {
  if (point.finding === null) return <p className="quiet">We are looking into it.</p>;
  return (
    <>
      <p>
        <strong>{capital(found[point.finding] ?? '')}</strong>
      </p>
      <p className="words">{point.reason}</p>
      <p className="quiet">{point.foundByName} looked into it.</p>
    </>
  );
};

const capital = (sentence: string): string => sentence.charAt(0).toUpperCase() + sentence.slice(1);

/** The other complaint is theirs as well, and has a private link of its own. */
export const Splits = ({ splits }: { splits: Story['splits'] }) => (
  <>
    {splits.splitFrom ? (
      <>
        <dt>Was a part of</dt>
        <dd>
          <code>{splits.splitFrom.reference}</code>, which goes on as well
        </dd>
      </>
    ) : null}
    {splits.splitInto.length > 0 ? (
      <>
        <dt>A part of it goes on as</dt>
        <dd>
          {splits.splitInto.map(({ reference }) => (
            <code key={reference}>{reference} </code>
          ))}
          <span className="quiet">with a link of its own, which we sent you</span>
        </dd>
      </>
    ) : null}
  </>
);
