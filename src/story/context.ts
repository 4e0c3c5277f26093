import { type Of, type PersonsComplaint, personsComplaints } from '#complaints/index.ts';
import { accountOwnerIdOf, type Customer, customersOfPerson } from '#customers/index.ts';
import type { Database } from '#database/connection.ts';
import { type EarlierPromise, personsPromises } from '#promises/index.ts';
import { staffById } from '#staff/index.ts';

/** So many stand beside a thread; who has more is known to everybody here. */
const shownMax = 50;

/** What we know of a customer beyond this complaint, so that nobody has to be told it twice. */
export async function contextOf(db: Database, { customerId, complaintId }: Of) {
  const people = await customersOfPerson(db, customerId);
  const ids = people.map((person) => person.customerId);
  const complaints = await personsComplaints(db, ids, shownMax);
  const promises = await personsPromises(db, ids, shownMax);
  const ownerId = await accountOwnerIdOf(db, customerId);
  const owner = ownerId ? await staffById(db, ownerId) : undefined;
  const isOther = (each: PersonsComplaint | EarlierPromise): boolean =>
    each.complaintId !== complaintId;
  return {
    since: sinceOf(people, complaints),
    needs: people.find(({ needs }) => needs !== null)?.needs ?? null,
    accountOwner: owner ? { id: owner.staffId, name: owner.name, title: owner.title } : null,
    complaints: complaints.filter(isOther).map(presentComplaint),
    promises: promises.filter(isOther).map(presentPromise),
  };
}

/** What somebody said, else the earliest that we heard of them. */
function sinceOf(people: readonly Customer[], complaints: readonly PersonsComplaint[]): string {
  const [stated] = people.flatMap(({ sinceOn }) => sinceOn ?? []).toSorted();
  if (stated) return stated;
  const heard = [
    ...people.map(({ cameAt }) => cameAt),
    ...complaints.map(({ receivedAt }) => receivedAt),
  ];
  const first = Math.min(...heard.map((at) => at.getTime()));
  return new Date(first).toISOString().slice(0, 10);
}

const presentComplaint = ({ complaintId, ownerName, ...rest }: PersonsComplaint) => ({
  ...rest,
  id: complaintId,
  owner: ownerName,
});

const presentPromise = ({ promiseId, ...rest }: EarlierPromise) => ({ ...rest, id: promiseId });
