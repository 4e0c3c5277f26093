import { notAllowed, Refusal } from '#refusal.ts';

export const roles = [
  'handler',
  'fixer',
  'designer',
  'manager',
  'executive',
  'account_owner',
  'administrator',
] as const;
export type Role = (typeof roles)[number];

/** A member of staff who has proved who they are. */
export type Person = { readonly staffId: string; readonly name: string; readonly roles: Role[] };

/** Who sent a request: nobody we know, a person of ours, or a machine with an access token. */
export type Caller =
  | { readonly kind: 'anyone' }
  | { readonly kind: 'person'; readonly person: Person; readonly tokenName?: string }
  | {
      readonly kind: 'machine';
      readonly tokenId: string;
      readonly name: string;
      /** The team of fixers for whose own tool it acts; such a one sees nothing else of ours. */
      readonly teamId?: string;
    };

/** Which roles may do what: one readable table per slice. */
export type Policy = Readonly<Record<string, readonly Role[]>>;

/** The person behind the request, if their role may do this; otherwise a refusal. */
export function assertMay<P extends Policy>(policy: P, act: keyof P, caller: Caller): Person {
  const person = assertPerson(caller);
  if (holdsOne(person, policy[act] ?? [])) return person;
  throw notAllowed('Your role does not allow this.');
}

export function assertPerson(caller: Caller): Person {
  if (caller.kind === 'person') return caller.person;
  if (caller.kind === 'machine') {
    throw notAllowed(
      'This needs a person. Use a token made for a person: amends token NAME --as EMAIL.',
    );
  }
  throw signInFirst();
}

/** Lets machines read as well as the roles that may. */
export function assertMayRead<P extends Policy>(policy: P, act: keyof P, caller: Caller): void {
  if (caller.kind !== 'machine') assertMay(policy, act, caller);
  else if (caller.teamId) throw notAllowed('This token acts for a team of fixers, and only there.');
}

export const holdsOne = (person: Person, wanted: readonly Role[]): boolean =>
  person.roles.some((role) => wanted.includes(role));

export const signInFirst = (): Refusal =>
  new Refusal('sign_in_first', 'Please sign in, or send an access token.', { status: 401 });

/** The name of the access token, for those who came with one. */
export function tokenNameOf(caller: Caller): string | undefined {
  if (caller.kind === 'machine') return caller.name;
  return caller.kind === 'person' ? caller.tokenName : undefined;
}

/** How the ledger names whoever did something. */
export function actorOf(caller: Caller): string {
  if (caller.kind === 'person') return `staff:${caller.person.staffId}`;
  if (caller.kind === 'machine') return `token:${caller.tokenId}`;
  return 'customer';
}
