import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type DefaultTheme, defineConfig } from 'vitepress';

const docs = join(import.meta.dirname, '..');

function pages(folder: string, titles: Readonly<Record<string, string>>): DefaultTheme.SidebarItem[] {
  return Object.entries(titles).map(([name, text]) => ({ text, link: `/${folder}${name}` }));
}

/** The pages that a generator writes; a site built without them leaves them out. */
function existing(items: DefaultTheme.SidebarItem[]): DefaultTheme.SidebarItem[] {
  return items.filter(({ link }) => existsSync(join(docs, `${link}.md`)));
}

const sidebar: DefaultTheme.SidebarItem[] = [
  {
    text: 'First',
    items: pages('', {
      quickstart: 'Quickstart',
      'guide/requests': 'Making requests',
      'guide/responses': 'The response',
    }),
  },
  {
    text: 'Sending',
    items: pages('guide/', {
      parameters: 'Parameters',
      headers: 'Headers',
      forms: 'Forms, JSON, text',
      uploads: 'Uploads',
    }),
  },
  {
    text: 'Receiving',
    items: pages('guide/', {
      downloads: 'Downloads and streams',
      encodings: 'Encodings',
      redirects: 'Redirects',
      links: 'Link headers',
    }),
  },
  {
    text: 'Keeping',
    items: pages('guide/', { sessions: 'Sessions', cookies: 'Cookies', authentication: 'Authentication' }),
  },
  {
    text: 'When it goes wrong',
    items: pages('guide/', { errors: 'Errors', timeouts: 'Timeouts and cancelling', retries: 'Retries' }),
  },
  { text: 'The network', items: pages('guide/', { tls: 'TLS', proxies: 'Proxies', adapters: 'Transport adapters' }) },
  {
    text: 'Taking apart',
    items: pages('guide/', {
      'prepared-requests': 'Prepared requests',
      hooks: 'Hooks',
      'web-standards': 'Web standards',
    }),
  },
  {
    text: 'Around it',
    items: existing(
      pages('', {
        testing: 'Testing your code',
        security: 'Security',
        runtimes: 'Runtimes',
        performance: 'Performance',
        'differences-from-requests': 'Differences from Requests',
      }),
    ),
  },
  {
    text: 'Moving over from',
    items: pages('migrate/', { requests: 'Requests', axios: 'axios', got: 'got', ky: 'ky', fetch: 'fetch' }),
  },
];

export default defineConfig({
  title: 'Beckon',
  description: 'HTTP for humans: Python Requests, whole, in TypeScript',
  lang: 'en-GB',
  cleanUrls: true,
  // pages that are made elsewhere, and may not be there yet
  ignoreDeadLinks: [/\/(?:runtimes|performance|differences-from-requests|reference\/.*)$/],
  srcExclude: ['node_modules/**'],
  themeConfig: {
    nav: [
      { text: 'Guide', link: '/quickstart', activeMatch: '^/(quickstart|guide)' },
      { text: 'Moving over', link: '/migrate/requests', activeMatch: '^/migrate' },
      ...existing([{ text: 'Reference', link: '/reference/index' }]).map(() => ({
        text: 'Reference',
        link: '/reference/',
        activeMatch: '^/reference',
      })),
    ],
    sidebar: { '/': sidebar, '/reference/': [{ text: 'Reference', link: '/reference/' }] },
    outline: { level: [2, 3] },
    search: { provider: 'local' },
    footer: { message: 'Apache-2.0. Requests is the work of Kenneth Reitz and its contributors.' },
  },
  markdown: { theme: { light: 'github-light', dark: 'github-dark' } },
});
