import react from '@vitejs/plugin-react';
import { defineConfig, type PluginOption, type UserConfig } from 'vite';

const server = 'http://127.0.0.1:5080';

export default defineConfig(async ({ mode }): Promise<UserConfig> => {
  const plugins: PluginOption[] = [react()];
  if (mode === 'mock') plugins.push((await import('./mock/server.ts')).mockServer());
  return {
    plugins,
    server: { proxy: mode === 'mock' ? undefined : { '/api': server, '/elsa': server, '/openapi': server } },
    build: {
      outDir: '../Host/wwwroot',
      emptyOutDir: true,
      rolldownOptions: {
        output: {
          // React and the router change only with their versions: browsers keep them across our releases.
          codeSplitting: {
            groups: [{ name: 'react', test: /node_modules[/](react|react-dom|react-router|scheduler|@tanstack)[/]/ }],
          },
        },
      },
    },
  };
});
