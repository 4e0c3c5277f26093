import { lazyRouteComponent } from '@tanstack/react-router';
import { Suspense, useState } from 'react';
import type { Complaint } from '../../api/types.ts';
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
  const email = customer.email ?? details.email;
  const phone = customer.phone ?? details.phone;
  return (
    <FactGroup title="Customer">
      {customer.needs && (
        <p className="warning needs" dir="auto">
          <strong>Before you get in touch:</strong> {customer.needs}
        </p>
      )}
      <dl>
        <Fact name="What would put it right, they say">{wish}</Fact>
        <Fact name="Name">{customer.name ?? details.name ?? anonymous}</Fact>
        <Fact name="Mail">
          {email && (
            <>
              <a href={`mailto:${email}`}>{email}</a>
              <FailedAddress complaint={complaint} />
            </>
          )}
        </Fact>
        <Fact name="Telephone">
          {phone && <a href={`tel:${phone.replace(/[^+\d]/g, '')}`}>{phone}</a>}
        </Fact>
        <Fact name="Postal address">{customer.postalAddress}</Fact>
        <Fact name="Subject of the mail">{details.subject}</Fact>
        <Fact name="Order">{details.orderReference}</Fact>
        <Fact name="Product">{details.product}</Fact>
        <Fact name="Place">{details.place}</Fact>
        <Fact name="Language">{languageName(customer.language)}</Fact>
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
      <strong>
        Mail to this address comes back since <At at={emailFailedAt} />
      </strong>
      {why && ` (${why})`}. Ask for another.
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
        <Button onPress={() => show('correct')}>Correct the details</Button>
      )}
      {may(me, 'mergeCustomers') && (
        <Button onPress={() => show('merge')}>This is somebody we know</Button>
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
    return new Intl.DisplayNames('en', { type: 'language' }).of(tag) ?? tag;
  } catch {
    return tag;
  }
}
