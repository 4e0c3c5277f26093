import { t } from '@lingui/core/macro';
import type { Upload } from '../api/mail-types.ts';
import type { Channel } from '../api/types.ts';
import { useDraft } from '../draft.ts';
import { useMe } from '../me.ts';
import { fromLocalField } from '../time.ts';

/** How somebody reaches us where no program listens. */
export const ways = [
  ['phone', t`By telephone`],
  ['post', t`By letter`],
  ['in_person', t`In person`],
] as const satisfies readonly (readonly [Channel, string])[];

export type Way = (typeof ways)[number][0];

export type NewComplaint = {
  channel: Way;
  text: string;
  /** When it first reached us, as the field shows it; empty while it is now. */
  at: string;
  wish: string;
  level: 'team' | 'manager' | 'executive';
  name: string;
  email: string;
  phone: string;
  postalAddress: string;
  orderReference: string;
  product: string;
  place: string;
  files: Upload[];
};

const empty: NewComplaint = {
  channel: 'phone',
  text: '',
  at: '',
  wish: '',
  level: 'team',
  name: '',
  email: '',
  phone: '',
  postalAddress: '',
  orderReference: '',
  product: '',
  place: '',
  files: [],
};

export const useNewComplaint = () =>
  useDraft({ staffId: useMe().id, about: 'new-complaint' }, empty);

/** What the server is asked: what was left empty is not said at all. */
export function wishOf({ at, files, ...rest }: NewComplaint): object {
  const said = Object.entries(rest).filter(([, value]) => value.trim() !== '');
  return {
    ...Object.fromEntries(said),
    receivedAt: fromLocalField(at),
    ...(files.length > 0 && { files: files.map(({ ticket }) => ticket) }),
  };
}
