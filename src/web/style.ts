import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

/** The one stylesheet of the customer pages; its address changes with its content. */
export const style = readFileSync(new URL('./style.css', import.meta.url), 'utf8');

const hash = createHash('sha256').update(style).digest('hex').slice(0, 12);

export const styleAddress = `/style.${hash}.css`;
