import { createHash } from 'node:crypto';
import { inkOn } from './contrast.ts';

/** How an organisation looks to its customers: its colour on light and on dark pages, its logo. */
export type Brand = {
  accent: { light: string; dark: string } | null;
  /** The file with its logo. */
  logoId: string | null;
};

/** What words in the accent colour may stand on; the grounds of style.css. */
export const grounds = {
  light: ['#ffffff', '#f4f5f6'],
  dark: ['#16181b', '#202327'],
} as const;

/** A stylesheet that follows ours; without a colour of their own there is none. */
export function brandStyle({ accent }: Brand): string {
  if (!accent) return '';
  return `:root{${variables(accent.light)}}
@media (prefers-color-scheme: dark){:root{${variables(accent.dark)}}}
`;
}

const variables = (accent: string): string =>
  `--accent:${accent};--on-accent:${inkOn(accent)};--focus:${accent}`;

/** Its address changes with its content. */
export const brandStyleAddress = (brand: Brand): string =>
  `/brand/style.css?v=${createHash('sha256').update(brandStyle(brand)).digest('hex').slice(0, 12)}`;

export const logoAddress = (logoId: string): string => `/brand/logo?v=${logoId}`;
