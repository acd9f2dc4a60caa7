import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const server = 'http://127.0.0.1:5080';

export default defineConfig({
  plugins: [react()],
  server: { proxy: { '/api': server, '/elsa': server, '/openapi': server } },
  build: {
    outDir: '../Host/wwwroot',
    emptyOutDir: true,
    rolldownOptions: {
      input: {
        main: resolve(import.meta.dirname, 'index.html'),
        studio: resolve(import.meta.dirname, 'studio/index.html'),
      },
      output: {
        // React and the router change only with their versions: browsers keep them across our releases.
        codeSplitting: {
          groups: [{ name: 'react', test: /node_modules[/](react|react-dom|react-router|scheduler|@tanstack)[/]/ }],
        },
      },
    },
  },
});
