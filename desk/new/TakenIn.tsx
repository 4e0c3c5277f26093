import { Link } from '@tanstack/react-router';
import type { Received } from '../api/mail-types.ts';
import { Button } from '../parts/Button.tsx';
import { CopyField } from '../parts/CopyField.tsx';
import { ScreenTitle } from '../parts/Screen.tsx';
import { wholeDate } from '../time.ts';

type Props = { received: Received; onAnother: () => void };

/** Everything the customer on the telephone needs, to be read out. It is shown this once. */
export function TakenIn({ received, onAnother }: Props) {
  const { id, reference, owner, answerBy, claimCode, link } = received;
  const [house = ''] = link.split('/c/');
  return (
    <div className="page form-page">
      <ScreenTitle title="Taken in" />
      <section className="read-out" aria-labelledby="read-out">
        <h2 id="read-out">Read this out to the customer</h2>
        <dl>
          <div>
            <dt>Your number</dt>
            <dd className="spelled">{reference}</dd>
          </div>
          <div>
            <dt>Your code</dt>
            <dd className="spelled">{claimCode}</dd>
          </div>
        </dl>
        <p>
          “{owner.name}, {owner.title}, has your complaint and answers by {wholeDate(answerBy)}.
          With this number and this code you find everything about it at{' '}
          <span className="address">{withoutScheme(house)}/claim</span>.”
        </p>
        <p className="quiet">The code is not shown again.</p>
      </section>
      <div className="buttons">
        <Link to="/complaints/$id" params={{ id }} className="button main">
          Open the complaint
        </Link>
        <Button onPress={onAnother}>Take in another one</Button>
      </div>
      <details className="more-fields">
        <summary>A link to send to them</summary>
        <CopyField
          label="Their private page"
          hint="Whoever has it reads and writes as this customer: it goes to them and nobody else."
          value={link}
        />
      </details>
    </div>
  );
}

const withoutScheme = (address: string): string => address.replace(/^https?:\/\//, '');
