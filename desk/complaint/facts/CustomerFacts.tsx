import type { Complaint } from '../../api/types.ts';
import { anonymous } from '../../words.ts';
import { Fact, FactGroup } from './Fact.tsx';

export function CustomerFacts({
  complaint: { customer, details, wish },
}: {
  complaint: Complaint;
}) {
  const email = customer.email ?? details.email;
  const phone = customer.phone ?? details.phone;
  return (
    <FactGroup title="Customer">
      <dl>
        <Fact name="What would put it right">{wish}</Fact>
        <Fact name="Name">{customer.name ?? details.name ?? anonymous}</Fact>
        <Fact name="Mail">{email && <a href={`mailto:${email}`}>{email}</a>}</Fact>
        <Fact name="Telephone">
          {phone && <a href={`tel:${phone.replace(/[^+\d]/g, '')}`}>{phone}</a>}
        </Fact>
        <Fact name="Order">{details.orderReference}</Fact>
        <Fact name="Product">{details.product}</Fact>
        <Fact name="Place">{details.place}</Fact>
        <Fact name="Language">{languageName(customer.language)}</Fact>
      </dl>
    </FactGroup>
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
