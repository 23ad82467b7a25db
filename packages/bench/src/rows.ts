import type { Work } from './client.ts';
import type { RuntimeName } from './place.ts';

/** One line of a table: a client at some work. */
export interface Entry {
  readonly label: string;
  readonly client: string;
  readonly work: Work;
}

/** One table. Its first entry is what the others are held against. */
export interface Row {
  readonly name: string;
  /** For `--only`. */
  readonly key: string;
  readonly entries: readonly Entry[];
  /** Calls in a round, and in a quick one. */
  readonly calls: readonly [full: number, quick: number];
  readonly atOnce: number;
  /** Whether throughput is told in MiB rather than in calls. */
  readonly streams?: boolean;
}

const IN_NODE: readonly string[] = [
  'node:http',
  'beckon',
  'undici request',
  'undici fetch',
  'global fetch',
  'axios',
  'got',
  'ky',
  'ofetch',
  'node-fetch',
  'superagent',
  'needle',
  'fetch-cookie',
  'Python Requests',
];

/** Where the runtime's own fetch is what people would take instead. */
const BESIDE_FETCH: readonly string[] = [
  'global fetch',
  'node:http',
  'beckon',
  'beckon with FetchAdapter',
  'axios',
  'ky',
  'ofetch',
];

function growth(key: string, name: string, works: readonly Work[]): Row {
  const entries = works.map((work) => ({ label: work, client: 'beckon', work }));
  return { key, name, calls: [2000, 500], atOnce: 1, entries };
}

const GROWTH: readonly Row[] = [
  growth('jar', 'GET by the number of cookies in the jar, one of which fits', [
    '1 cookies',
    '10 cookies',
    '100 cookies',
    '1000 cookies',
    '10000 cookies',
  ]),
  growth('mounts', 'GET by the number of mounted adapters', ['1 mounts', '10 mounts', '100 mounts']),
];

function rowsOfPrograms(clients: readonly string[]): Row[] {
  function row(
    key: string,
    name: string,
    work: Work,
    calls: readonly [number, number],
    atOnce = 1,
    streams = false,
  ): Row {
    return { key, name, calls, atOnce, streams, entries: clients.map((client) => ({ label: client, client, work })) };
  }
  return [
    row('get', 'GET of small JSON, one at a time', 'json', [2000, 500]),
    row('get-50', 'GET of small JSON, 50 at once', 'json', [5000, 1000], 50),
    row('cookies', 'GET with 20 cookies in the jar, one at a time', 'json with cookies', [2000, 500]),
    row('cookies-50', 'GET with 20 cookies in the jar, 50 at once', 'json with cookies', [5000, 1000], 50),
    row('post-json', 'POST of 1 KB JSON', 'post JSON', [2000, 500]),
    row('post-form', 'POST of a form of 10 KB', 'post form', [1000, 250]),
    row('multipart', 'multipart POST of 10 MB', 'post multipart', [20, 5]),
    row('download', 'download as a stream', 'download', [1, 1], 1, true),
    row('upload', 'upload as a stream', 'upload', [1, 1], 1, true),
    row('gzip', 'GET of 1 MB JSON in gzip', 'gzip', [50, 15]),
    row('redirects', 'GET through 5 redirects', 'redirects', [500, 100]),
    row('tls', 'GET of small JSON over TLS', 'json over TLS', [2000, 500]),
    row('new-session', 'a new session for one request', 'new session', [200, 100]),
    ...GROWTH,
  ];
}

export const PAGE_CLIENTS = ['fetch', 'beckon', 'beckon without a session', 'ky', 'axios'] as const;

const PAGE_WORK: readonly (readonly [key: string, name: string, work: Work, atOnce: number])[] = [
  ['get', 'GET of small JSON, one at a time', 'json', 1],
  ['get-20', 'GET of small JSON, 20 at once', 'json', 20],
  ['post-json', 'POST of 1 KB JSON, one at a time', 'post JSON', 1],
  ['post-json-20', 'POST of 1 KB JSON, 20 at once', 'post JSON', 20],
];

function rowsOfPage(): Row[] {
  return PAGE_WORK.map(([key, name, work, atOnce]) => {
    const entries = PAGE_CLIENTS.map((client) => ({ label: client, client, work }));
    return { key, name, calls: [1000, 200], atOnce, entries };
  });
}

/** The tables of a runtime. */
export function rowsIn(runtime: RuntimeName): readonly Row[] {
  if (runtime === 'browser') return rowsOfPage();
  return rowsOfPrograms(runtime === 'node' ? IN_NODE : BESIDE_FETCH);
}
