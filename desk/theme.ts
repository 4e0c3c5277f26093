import { keep, kept } from './storage.ts';

export const themes = ['system', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

const setting = 'amends.theme';

export const themeNow = (): Theme => themes.find((theme) => theme === kept(setting)) ?? 'system';

/** Light or dark as this person wants it here, whatever the machine says. */
export function chooseTheme(theme: Theme): void {
  keep(setting, theme);
  showTheme();
}

export function showTheme(): void {
  const theme = themeNow();
  document.documentElement.dataset['theme'] = theme;
}
