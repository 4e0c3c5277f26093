import { brotliCompressSync, gzipSync } from 'node:zlib';
import { lingui, linguiTransformerBabelPreset } from '@lingui/vite-plugin';
import babel from '@rolldown/plugin-babel';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

const server = 'http://localhost:4000';

// The other way to compile macros needs a binary that npm leaves out where the host has Node 20.
process.env['LINGUI_SUPPRESS_BABEL_WARNING'] = '1';

export default defineConfig({
  base: '/desk/',
  plugins: [babel({ presets: [linguiTransformerBabelPreset()] }), lingui(), react(), compressed()],
  // The content security policy allows no inline script, and every browser we name preloads.
  build: { modulePreload: { polyfill: false }, assetsInlineLimit: 0 },
  server: { proxy: { '/api': server, '/sign-in': server } },
});

/** Packed once when it is built, so that the server packs nothing for each request. */
function compressed(): Plugin {
  return {
    name: 'compressed',
    apply: 'build',
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        for (const file of Object.values(bundle)) {
          if (!/\.(js|css)$/.test(file.fileName)) continue;
          const source = file.type === 'chunk' ? file.code : file.source;
          const { fileName } = file;
          this.emitFile({
            type: 'asset',
            fileName: `${fileName}.br`,
            source: brotliCompressSync(source),
          });
          this.emitFile({ type: 'asset', fileName: `${fileName}.gz`, source: gzipSync(source) });
        }
      },
    },
  };
}
