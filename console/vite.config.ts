// How the console is built and tested: build/console/ beside the programs, files by their hash.
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

import { compressed } from './compressed.ts';

const served = 'http://127.0.0.1:8080'; // By `./dev demo`, for `npm run dev`.

export default defineConfig({
  plugins: [react(), compressed()],
  build: {
    outDir: '../build/console',
    emptyOutDir: true,
    target: 'es2022',
    assetsInlineLimit: 0, // The server's policy takes no data: addresses.
    modulePreload: { polyfill: false },
  },
  css: { modules: { localsConvention: 'camelCaseOnly' } },
  server: {
    proxy: {
      '/api': { target: served, ws: true },
    },
  },
  test: { environment: 'happy-dom', include: ['src/**/*_test.{ts,tsx}'] },
});
