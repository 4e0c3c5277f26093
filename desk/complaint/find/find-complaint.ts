import { t } from '@lingui/core/macro';
import { read } from '../../api/client.ts';
import type { Complaint, RowPage } from '../../api/types.ts';

const idPattern = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/i;

/** A complaint by what a person has of it: its reference, or the address of its page at the desk. */
export async function findComplaint(written: string): Promise<Complaint> {
  const id = idPattern.exec(written)?.[0] ?? (await idOfReference(written.trim()));
  if (id) return read<Complaint>(`/complaints/${id}`);
  const reference = written.trim();
  throw new Error(t`No complaint has the reference ${reference}. Please look at it again.`);
}

async function idOfReference(reference: string): Promise<string | undefined> {
  const query = `reference=${encodeURIComponent(reference)}&text=start&limit=1`;
  const { complaints } = await read<RowPage>(`/complaints?${query}`);
  return complaints[0]?.id;
}
