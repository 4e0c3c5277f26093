import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const server = 'http://localhost:4000';

export default defineConfig({
  base: '/desk/',
  plugins: [react()],
  // The content security policy allows no inline script, and every browser we name preloads.
  build: { modulePreload: { polyfill: false }, assetsInlineLimit: 0 },
  server: { proxy: { '/api': server, '/sign-in': server } },
});
