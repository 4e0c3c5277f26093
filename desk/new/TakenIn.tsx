import { ph, t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
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
      <ScreenTitle title={t`Taken in`} />
      <section className="read-out" aria-labelledby="read-out">
        <h2 id="read-out">
          <Trans>Read this out to the customer</Trans>
        </h2>
        <dl>
          <div>
            <dt>
              <Trans>Your number</Trans>
            </dt>
            <dd className="spelled" dir="ltr">
              {reference}
            </dd>
          </div>
          <div>
            <dt>
              <Trans>Your code</Trans>
            </dt>
            <dd className="spelled" dir="ltr">
              {claimCode}
            </dd>
          </div>
        </dl>
        <p>
          <Trans>
            “{{ name: owner.name }}, {{ title: owner.title }}, has your complaint and answers by{' '}
            {{ date: wholeDate(answerBy) }}. With this number and this code you find everything
            about it at{' '}
            <bdi className="address" dir="ltr">
              {ph({ address: `${withoutScheme(house)}/claim` })}
            </bdi>
            .”
          </Trans>
        </p>
        <p className="quiet">
          <Trans>The code is not shown again.</Trans>
        </p>
      </section>
      <div className="buttons">
        <Link to="/complaints/$id" params={{ id }} className="button main">
          <Trans>Open the complaint</Trans>
        </Link>
        <Button onPress={onAnother}>
          <Trans>Take in another one</Trans>
        </Button>
      </div>
      <details className="more-fields">
        <summary>
          <Trans>A link to send to them</Trans>
        </summary>
        <CopyField
          label={t`Their private page`}
          hint={t`Whoever has it reads and writes as this customer: it goes to them and nobody else.`}
          value={link}
        />
      </details>
    </div>
  );
}

const withoutScheme = (address: string): string => address.replace(/^https?:\/\//, '');
