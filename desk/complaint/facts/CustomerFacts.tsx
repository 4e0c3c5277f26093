import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { lazyRouteComponent } from '@tanstack/react-router';
import { Suspense, useState } from 'react';
import type { Complaint } from '../../api/types.ts';
import { formatLocale } from '../../language.ts';
import { may } from '../../may.ts';
import { useMe } from '../../me.ts';
import { Button } from '../../parts/Button.tsx';
import { At } from '../../parts/Due.tsx';
import { anonymous, faultWords } from '../../words.ts';
import { SamePeople } from '../customer/SamePeople.tsx';
import { Fact, FactGroup } from './Fact.tsx';

const CorrectDialog = lazyRouteComponent(
  () => import('../customer/CorrectDialog.tsx'),
  'CorrectDialog',
);
const MergeDialog = lazyRouteComponent(() => import('../customer/MergeDialog.tsx'), 'MergeDialog');

export function CustomerFacts({ complaint }: { complaint: Complaint }) {
  const { customer, details, wish } = complaint;
  const { needs } = customer;
  const email = customer.email ?? details.email;
  const phone = customer.phone ?? details.phone;
  return (
    <FactGroup title={t`Customer`}>
      {needs && (
        <p className="warning needs">
          <Trans>
            <strong>Before you get in touch:</strong> <bdi>{needs}</bdi>
          </Trans>
        </p>
      )}
      <dl>
        <Fact name={t`What would put it right, they say`}>{wish}</Fact>
        <Fact name={t`Name`}>{customer.name ?? details.name ?? anonymous}</Fact>
        <Fact name={t`Mail`}>
          {email && (
            <>
              <a dir="ltr" href={`mailto:${email}`}>
                {email}
              </a>
              <FailedAddress complaint={complaint} />
            </>
          )}
        </Fact>
        <Fact name={t`Telephone`}>
          {phone && (
            <a dir="ltr" href={`tel:${phone.replace(/[^+\d]/g, '')}`}>
              {phone}
            </a>
          )}
        </Fact>
        <Fact name={t`Postal address`}>{customer.postalAddress}</Fact>
        <Fact name={t`Subject of the mail`}>{details.subject}</Fact>
        <Fact name={t({ message: 'Order', context: 'number of an order' })}>
          {details.orderReference}
        </Fact>
        <Fact name={t`Product`}>{details.product}</Fact>
        <Fact name={t({ message: 'Place', context: 'where it happened' })}>{details.place}</Fact>
        <Fact name={t`Language`}>{languageName(customer.language)}</Fact>
      </dl>
      <SamePeople complaint={complaint} />
      <CustomerActs complaint={complaint} />
    </FactGroup>
  );
}

function FailedAddress({ complaint: { customer } }: { complaint: Complaint }) {
  const { emailFailedAt, emailFault } = customer;
  if (!emailFailedAt) return null;
  const why = faultWords(emailFault ?? '');
  return (
    <p className="warning failed">
      {why ? (
        <Trans>
          <strong>
            Mail to this address comes back since <At at={emailFailedAt} />
          </strong>{' '}
          ({why}). Ask for another.
        </Trans>
      ) : (
        <Trans>
          <strong>
            Mail to this address comes back since <At at={emailFailedAt} />
          </strong>
          . Ask for another.
        </Trans>
      )}
    </p>
  );
}

function CustomerActs({ complaint }: { complaint: Complaint }) {
  const me = useMe();
  const [open, show] = useState<'correct' | 'merge' | null>(null);
  const close = (): void => show(null);
  return (
    <div className="buttons fact-acts">
      {may(me, 'correctCustomer') && (
        <Button onPress={() => show('correct')}>
          <Trans>Correct the details</Trans>
        </Button>
      )}
      {may(me, 'mergeCustomers') && (
        <Button onPress={() => show('merge')}>
          <Trans>This is somebody we know</Trans>
        </Button>
      )}
      <Suspense fallback={null}>
        {open === 'correct' && <CorrectDialog complaint={complaint} onClose={close} />}
        {open === 'merge' && <MergeDialog complaint={complaint} onClose={close} />}
      </Suspense>
    </div>
  );
}

function languageName(tag: string | null): string | null {
  if (!tag) return null;
  try {
    return new Intl.DisplayNames(formatLocale(), { type: 'language' }).of(tag) ?? tag;
  } catch {
    return tag;
  }
}
