import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createClient } from './query-client.ts';
import { router } from './router.tsx';
import { showTheme } from './theme.ts';

const place = document.getElementById('desk');
if (!place) throw new Error('the page has no place for the desk');

showTheme();

const client = createClient(() => {
  const { pathname, href } = router.state.location;
  if (pathname === '/sign-in') return;
  void router.navigate({ to: '/sign-in', search: href === '/' ? {} : { from: href } });
});

createRoot(place).render(
  <StrictMode>
    <QueryClientProvider client={client}>
      <RouterProvider router={router} />
    </QueryClientProvider>
  </StrictMode>,
);
