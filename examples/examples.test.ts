/** Each example is run as a reader would run it, and must say what it is about. */
import { execFile } from 'node:child_process';
import { globSync } from 'node:fs';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';

const folder = import.meta.dirname;

async function run(name: string): Promise<string> {
  const { stdout, stderr } = await promisify(execFile)(
    process.execPath,
    [join(folder, `${name}.ts`)],
    { env: { ...process.env, NO_COLOR: '1' } },
  );
  expect(stderr.replace(/^.*ExperimentalWarning.*\n.*\n/gm, '')).toBe('');
  return stdout;
}

/** What the output of each example must have. */
const EXPECTED: Readonly<Record<string, readonly (string | RegExp)[]>> = {
  params: [
    '/get?page=2&q=green+tea&tag=leaf&tag=loose\n',
    /\/get\?b=2&a=1&b=true\n/,
  ],
  json: ['200 application/json', 'Zoë had 3 cups'],
  forms: [
    'application/x-www-form-urlencoded',
    'name=Ann&colour=red&colour=green&agree=true',
  ],
  upload: [/\d+ bytes sent/, 'holidays', 'note.txt', 'text/plain'],
  session: [
    /theme: 'dark', size: 'large'/,
    /once: 'only'/,
    '\ntour\n',
    'not kept',
  ],
  redirects: [
    /302 .*\/redirect\/2 -> \/redirect\/1/,
    /\n200 .*\/get\n/,
    /302 true .*\/redirect\/1/,
    'TooManyRedirects 3',
  ],
  'transport-adapters': [
    / from 127\.0\.0\.2\n/,
    /docker\/containers to docker from undefined\n/,
    /api\.internal\/ to api\.internal:\d+ from 127\.0\.0\.1\n/,
    'true no TLS 1.2 for this adapter',
  ],
  'auth-basic': [
    '401 Basic realm="examples"',
    /200 \{ authenticated: true, user: 'ann' \}/,
    '401 false',
  ],
  'auth-digest': [
    '[ 401 ]\n200',
    /Digest username="ann".*SHA-256/,
    '\n0 200\n200\n',
  ],
  'auth-custom': [/^[0-9a-f]{16}\n/, 'Bearer abc123'],
  'streaming-download': [
    'at the headers: 5000000\non disk: 5000000',
    '{"id":2,"colour":"blue"}',
  ],
  'streaming-upload': [
    /a file: (\d+) \1\n/,
    'a generator: chunked 13',
    'a download: chunked 1000000',
    'progress: 1000000',
  ],
  progress: [
    /^download \|#{30}\| 100 % {2}20\.0 MB\nupload {3}\|#{30}\| 100 % {2}20\.0 MB\n$/,
  ],
  timeouts: ['true true\nfalse ReadTimeout', 'Timeout ERR_TIMEOUT\n200\n'],
  errors: [
    '404 false Not Found',
    'HTTPError ERR_HTTP_ERROR\n  404 Client Error: Not Found for url',
    'JSONDecodeError ERR_JSON_DECODE_ERROR',
    'ConnectionError ERR_CONNECTION_ERROR',
    'MissingSchema',
    'InvalidURL',
    'InvalidSchema',
    'InvalidHeader',
  ],
  hooks: [/redirect\/1 took \d+ ms\n.*\/get took \d+ ms\n204\n/],
  'prepared-request': ['POST /post colour=green', "'blue'", '\ntrue\n'],
  retries: ['200 { attempt: 3 }', 'RetryError 7'],
  cookies: [
    'theme dark 127.0.0.1 /\nlang en 127.0.0.1 /orders',
    "{ cookies: { theme: 'dark' } }",
  ],
  headers: [/'User-Agent', 'tea-shop\/1\.0'/, /'X-Client', 'tour'/],
  encodings: ['iso-8859-1 Grüße aus Köln', '? utf-8\nGrüße aus Köln'],
  links: ["'leaf', 'loose'", "'green', 'black'", "'white', 'smoked'"],
  adapters: ['418 short and stout, in the kitchen'],
  testing: ['counts the orders\nfails where the shop is closed'],
  'web-standards': ["{ login: 'user', repos: 419 }"],
  proxies: ['1.1 proxy.example\n407\n200'],
  netrc: ['by netrc 200\nwithout 401\ncall first 401\n'],
  socks: ['200 connections of the proxy: 1\n'],
  limits: [
    'over 200 to one',
    'limits.decodedBytes allows no more.\n104857600\n',
  ],
  tls: ['true the authority is not known\nwelcome'],
  cancel: ['true Error: the user went away\ntrue true\n'],
};

test('every example is in the table', () => {
  const files = globSync('*.ts', { cwd: folder })
    .map((file) => basename(file, '.ts'))
    .filter((name) => !/^server$|^tour$|\.test$/.test(name));
  expect(files.sort()).toEqual(Object.keys(EXPECTED).sort());
});

describe.concurrent('each example runs by itself', () => {
  test.each(Object.entries(EXPECTED))('%s', async (name, wanted) => {
    const output = await run(name);
    for (const text of wanted) expect(output).toMatch(text);
  });
});

describe('the tour', () => {
  test('shows what was sent and what came back, in 80 columns', async () => {
    const output = await run('tour');
    for (const wanted of [
      '> GET /get?q=green+tea&tag=leaf&tag=loose HTTP/1.1',
      '{"name":"Zoë","cups":[1,2,3]}',
      "json: { name: 'Zoë', cups: [ 1, 2, 3 ] }",
      'name=Ann&colour=red&colour=green',
      'filename="note.txt"',
      'Cookie: theme=dark',
      'r.history: 302, 302',
      'Authorization: Basic YW5uOnMzY3JldA==',
      'algorithm="SHA-256"',
      'bytes on the disk: 5000000',
      '! ReadTimeout',
      '! HTTPError',
      '! ConnectionError',
      '! MissingSchema',
      '13 stops, ',
    ]) {
      expect(output).toContain(wanted);
    }
    const lines = output.split('\n');
    expect(lines.filter((line) => line.length > 80)).toEqual([]);
    expect(lines.filter((line) => line.includes('\u001b'))).toEqual([]);
  });
});
