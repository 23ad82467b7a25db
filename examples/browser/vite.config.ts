import { defineConfig, type PluginOption } from 'vite';
import { api } from './api.ts';

const service: PluginOption = {
  name: 'tea-shop',
  configureServer: ({ middlewares }) => {
    middlewares.use(api);
  },
  configurePreviewServer: ({ middlewares }) => {
    middlewares.use(api);
  },
};

export default defineConfig({ plugins: [service] });
