import { i18n } from '@lingui/core';
import { I18nProvider } from '@lingui/react';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { I18nProvider as AriaLanguage } from 'react-aria-components/I18nProvider';
import { createRoot } from 'react-dom/client';
import { formatLocale } from './language.ts';
import { createClient } from './query-client.ts';
import { router } from './router.tsx';
import { showTheme } from './theme.ts';

/** Draws the desk into its page. */
export function open(place: HTMLElement): void {
  showTheme();
  const client = createClient(() => {
    const { pathname, href } = router.state.location;
    if (pathname === '/sign-in') return;
    void router.navigate({ to: '/sign-in', search: href === '/' ? {} : { from: href } });
  });
  createRoot(place).render(
    <StrictMode>
      <I18nProvider i18n={i18n}>
        <AriaLanguage locale={formatLocale()}>
          <QueryClientProvider client={client}>
            <RouterProvider router={router} />
          </QueryClientProvider>
        </AriaLanguage>
      </I18nProvider>
    </StrictMode>,
  );
}
