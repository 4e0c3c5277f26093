import { fileTypeFromBuffer } from 'file-type';

/**
 * What a file truly is, by its first bytes. Text has no signature to go by, so there the claim is
 * believed; whatever else is unknown is offered for download only.
 */
export async function mediaTypeOf(head: Buffer, claimed: string): Promise<string> {
  const detected = await fileTypeFromBuffer(head);
  if (detected) return detected.mime;
  return claimed.startsWith('text/') && !head.includes(0)
    ? 'text/plain'
    : 'application/octet-stream';
}
