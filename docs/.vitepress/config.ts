import { existsSync, globSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { type DefaultTheme, defineConfig } from 'vitepress';

const docs = join(import.meta.dirname, '..');

function pages(folder: string, titles: Readonly<Record<string, string>>): DefaultTheme.SidebarItem[] {
  return Object.entries(titles).map(([name, text]) => ({ text, link: `/${folder}${name}` }));
}

/** The pages that a generator writes; a site built without them leaves them out. */
function existing(items: DefaultTheme.SidebarItem[]): DefaultTheme.SidebarItem[] {
  return items.filter(({ link }) => existsSync(join(docs, `${link}.md`)));
}

const KINDS = ['classes', 'functions', 'interfaces', 'type-aliases', 'variables'];

/** The pages that TypeDoc wrote, by module and kind. */
function referenceSidebar(): DefaultTheme.SidebarItem[] {
  const folders = globSync(`reference/**/{${KINDS.join()}}`, { cwd: docs }).sort();
  return folders.map((folder) => {
    const module = dirname(folder).replace('reference/', '');
    const kind = basename(folder).replace('-', ' ');
    const names = globSync('*.md', { cwd: join(docs, folder) }).map((file) => basename(file, '.md'));
    const items = names.sort().map((name) => ({ text: name, link: `/${folder}/${name}` }));
    return { text: `${module}: ${kind}`, collapsed: kind !== 'classes', items };
  });
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
  head: [['link', { rel: 'icon', href: '/favicon.svg', type: 'image/svg+xml' }]],
  srcExclude: ['node_modules/**', 'parts/**', 'reference-start.md'],
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
    sidebar: { '/': sidebar, '/reference/': referenceSidebar() },
    outline: { level: [2, 3] },
    search: {
      provider: 'local',
      // what a word means comes before the page of a name
      options: {
        miniSearch: {
          searchOptions: { boostDocument: (id: string): number => (id.includes('/reference/') ? 0.25 : 1) },
        },
      },
    },
    footer: { message: 'Apache-2.0. Requests is the work of Kenneth Reitz and its contributors.' },
  },
  // the words of the guide in one chunk are what local search needs
  vite: { build: { chunkSizeWarningLimit: 4000 } },
  markdown: { theme: { light: 'github-light', dark: 'github-dark' } },
});
