/** Debian's apache2 with mod_auth_digest and mod_auth_basic: what it answers, what it wrote down of it, and over which connection. */

import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { HTTPBasicAuth, HTTPDigestAuth, HTTPError, Session } from '../../packages/beckon/src/index.ts';
import { freePort, lacks, scratchFolder, sleep, startServer, stopServers } from './support/process.ts';

const MODULES = '/usr/lib/apache2/modules';
const SKIP = lacks('apache', 'apache2', `${MODULES}/mod_auth_digest.so`);
const LOADED = (
  'mpm_event authn_core authn_file authz_core authz_user auth_basic auth_digest dir alias mime log_config ' +
  'unixd headers deflate filter reqtimeout env setenvif'
).split(' ');
const TEXT = 'All work and no play makes Jack a dull boy.\n'.repeat(500);

let folder: string;
let base: string;
let session: Session;

function md5(text: string): string {
  return createHash('md5').update(text).digest('hex');
}

/** A place that asks for digest credentials, with a nonce that lives for so many seconds. */
function digestPlace(path: string, lifetime: number): string {
  return `<Location ${path}>
  AuthType Digest
  AuthName "private"
  AuthDigestProvider file
  AuthDigestDomain ${path}
  AuthDigestNonceLifetime ${lifetime}
  AuthUserFile ${folder}/digest
  Require valid-user
</Location>`;
}

function configuration(port: number): string {
  const modules = LOADED.map((name) => `LoadModule ${name}_module ${MODULES}/mod_${name}.so`).filter((line) =>
    // some are built in, as the packager likes it
    isThere(line.split(' ')[2] as string),
  );
  return `ServerRoot ${folder}
ServerName 127.0.0.1
Listen 127.0.0.1:${port}
PidFile ${folder}/pid
ErrorLog ${folder}/error.log
${modules.join('\n')}
DocumentRoot ${folder}/www
TypesConfig /etc/mime.types
DirectoryIndex index.html
KeepAlive On
MaxKeepAliveRequests 1000
KeepAliveTimeout 60
StartServers 1
ServerLimit 1
ThreadsPerChild 25
MaxRequestWorkers 25
LogFormat "%{X-Test}i %>s %m %U%q %k %{remote}p %u %{Authorization}i" told
CustomLog ${folder}/access.log told
AddOutputFilterByType DEFLATE text/plain
<Directory ${folder}/www>
  Require all granted
</Directory>
${digestPlace('/digest', 300)}
${digestPlace('/fleeting', 1)}
<Location /basic>
  AuthType Basic
  AuthName "private"
  AuthUserFile ${folder}/basic
  Require valid-user
</Location>
<Location /twice>
  Header add X-Many one
  Header add X-Many two
</Location>
Redirect 301 /moved http://127.0.0.1:${port}/page.html
Redirect 303 /other /page.html
Redirect 410 /gone
`;
}

function isThere(file: string): boolean {
  try {
    readFileSync(file);
    return true;
  } catch {
    return false;
  }
}

function writeFiles(): void {
  for (const name of ['www', 'www/digest', 'www/fleeting', 'www/basic', 'www/twice', 'www/folder']) {
    mkdirSync(join(folder, name));
  }
  for (const name of ['digest', 'fleeting', 'basic', 'twice', 'folder']) {
    writeFileSync(join(folder, 'www', name, 'index.html'), `in ${name}`);
  }
  writeFileSync(join(folder, 'www/page.html'), 'a page');
  writeFileSync(join(folder, 'www/text.txt'), TEXT);
  writeFileSync(join(folder, 'www/digest/two words é.txt'), 'odd name');
  // RFC 7616 section 3.4.2: what htdigest writes
  writeFileSync(join(folder, 'digest'), `ann:private:${md5('ann:private:s3cret')}\n`);
  const sha = createHash('sha1').update('s3cret').digest('base64');
  writeFileSync(join(folder, 'basic'), `ann:{SHA}${sha}\n`);
}

interface Logged {
  readonly status: string;
  readonly line: string;
  /** How many requests this connection had before. */
  readonly before: number;
  readonly port: string;
  readonly user: string;
  readonly authorization: string;
}

/** Counts the tests: each sends its number, so that the log tells whose request a line is of. */
let testNumber = 0;

/** The requests of this test, as Apache wrote them down. */
async function logged(count: number): Promise<Logged[]> {
  const mark = `${testNumber} `;
  for (let tries = 0; ; tries += 1) {
    const all = readFileSync(join(folder, 'access.log'), 'utf8').split('\n');
    const lines = all.filter((line) => line.startsWith(mark)).map((line) => line.slice(mark.length));
    // it is written after the answer
    if (lines.length < count && tries < 100) await sleep(10);
    else return lines.map(toLogged);
  }
}

function toLogged(line: string): Logged {
  const [status = '', method = '', url = '', before = '', port = '', user = '', ...authorization] = line.split(' ');
  return {
    status,
    line: `${method} ${url}`,
    before: Number(before),
    port,
    user,
    authorization: authorization.join(' ').replaceAll('\\"', '"'),
  };
}

function field(name: string, { authorization }: Logged): string | undefined {
  return new RegExp(`[ ,]${name}="?([^",]*)`).exec(authorization)?.[1];
}

beforeAll(async () => {
  if (SKIP) return;
  folder = scratchFolder('apache');
  const port = await freePort();
  writeFiles();
  writeFileSync(join(folder, 'apache.conf'), configuration(port));
  await startServer({ command: 'apache2', arguments: ['-f', `${folder}/apache.conf`, '-DFOREGROUND'], port });
  base = `http://127.0.0.1:${port}`;
});
afterAll(stopServers);

beforeEach(() => {
  testNumber += 1;
  session = new Session({ trustEnv: false, headers: { 'X-Test': String(testNumber) } });
});
afterEach(() => session.close());

describe.skipIf(SKIP)('digest', () => {
  test('is answered, once for the first request; the nonce is counted over the next ones on one connection', async () => {
    session.auth = new HTTPDigestAuth('ann', 's3cret');
    const first = await session.get(`${base}/digest/`);
    expect([first.statusCode, first.text, first.history.map((one) => one.statusCode)]).toEqual([
      200,
      'in digest',
      [401],
    ]);
    for (let at = 0; at < 4; at += 1) {
      const next = await session.get(`${base}/digest/?page=${at}`);
      expect([next.statusCode, next.history.length]).toEqual([200, 0]);
    }
    const all = await logged(6);
    expect(all.map((one) => one.status)).toEqual(['401', '200', '200', '200', '200', '200']);
    expect(all.map((one) => one.before)).toEqual([0, 1, 2, 3, 4, 5]);
    expect(new Set(all.map((one) => one.port)).size).toBe(1);
    const answers = all.slice(1);
    expect(answers.map((one) => field('nc', one))).toEqual([
      '00000001',
      '00000002',
      '00000003',
      '00000004',
      '00000005',
    ]);
    expect(new Set(answers.map((one) => field('nonce', one))).size).toBe(1);
    expect(answers.map((one) => [field('qop', one), field('uri', one), one.user])[2]).toEqual([
      'auth',
      '/digest/?page=1',
      'ann',
    ]);
  });

  test('many at once, each with a count of its own', async () => {
    session.auth = new HTTPDigestAuth('ann', 's3cret');
    await session.get(`${base}/digest/`);
    const all = await Promise.all(Array.from({ length: 8 }, () => session.get(`${base}/digest/`)));
    expect(all.map((one) => one.statusCode)).toEqual(Array(8).fill(200));
    const counts = (await logged(10)).slice(1).map((one) => field('nc', one));
    expect(new Set(counts).size).toBe(9);
  });

  test('of a post with a body', async () => {
    const auth = new HTTPDigestAuth('ann', 's3cret');
    const response = await session.post(`${base}/digest/index.html`, { auth, data: { a: '1' } });
    expect([response.statusCode, response.history.length]).toEqual([200, 1]);
    const all = await logged(2);
    expect(all.map((one) => [one.line, one.before])).toEqual([
      ['POST /digest/index.html', 0],
      ['POST /digest/index.html', 1],
    ]);
  });

  test('of a path that has to be encoded', async () => {
    const auth = new HTTPDigestAuth('ann', 's3cret');
    expect((await session.get(`${base}/digest/two words é.txt`, { auth })).text).toBe('odd name');
  });

  test('a wrong password ends with the 401, after one try', async () => {
    const response = await session.get(`${base}/digest/`, { auth: new HTTPDigestAuth('ann', 'wrong') });
    expect([response.statusCode, response.history.map((one) => one.statusCode)]).toEqual([401, [401]]);
    expect(() => response.raiseForStatus()).toThrow(HTTPError);
    expect((await logged(2)).map((one) => [one.status, one.before])).toEqual([
      ['401', 0],
      ['401', 1],
    ]);
  });

  test('an unknown user too', async () => {
    const response = await session.get(`${base}/digest/`, { auth: new HTTPDigestAuth('bob', 's3cret') });
    expect(response.statusCode).toBe(401);
  });

  test('a stale nonce is replaced by the one that is told, and counted from 1', async () => {
    session.auth = new HTTPDigestAuth('ann', 's3cret');
    expect((await session.get(`${base}/fleeting/`)).statusCode).toBe(200);
    // a nonce lives for one second, in steps of one
    await sleep(2100);
    const response = await session.get(`${base}/fleeting/`);
    expect([response.statusCode, response.history.map((one) => one.statusCode)]).toEqual([200, [401]]);
    expect(response.history[0]?.headers.get('www-authenticate')).toMatch(/stale=true/i);
    const [, first, stale, fresh] = await logged(4);
    expect([first, stale, fresh].map((one) => field('nc', one as Logged))).toEqual([
      '00000001',
      '00000002',
      '00000001',
    ]);
    expect(field('nonce', stale as Logged)).toBe(field('nonce', first as Logged));
    expect(field('nonce', fresh as Logged)).not.toBe(field('nonce', stale as Logged));
  });
});

describe.skipIf(SKIP)('basic', () => {
  test.each([
    ['a pair', ['ann', 's3cret'] as const],
    ['HTTPBasicAuth', new HTTPBasicAuth('ann', 's3cret')],
  ])('with %s', async (_, auth) => {
    const response = await session.get(`${base}/basic/`, { auth });
    expect([response.statusCode, response.text, response.history]).toEqual([200, 'in basic', []]);
    expect((await logged(1))[0]?.user).toBe('ann');
  });

  test('from the URL', async () => {
    const response = await session.get(`${base.replace('//', '//ann:s3cret@')}/basic/`);
    expect(response.text).toBe('in basic');
  });

  test('a wrong password, and none', async () => {
    const wrong = await session.get(`${base}/basic/`, { auth: ['ann', 'wrong'] });
    const none = await session.get(`${base}/basic/`);
    expect([wrong.statusCode, none.statusCode]).toEqual([401, 401]);
    expect(none.headers.get('www-authenticate')).toBe('Basic realm="private"');
  });
});

describe.skipIf(SKIP)('connections', () => {
  test('one serves many requests, one after the other', async () => {
    for (const path of ['/page.html', '/text.txt', '/no-such-page', '/folder/', '/gone'])
      await session.get(base + path);
    await session.head(`${base}/page.html`);
    await session.options(`${base}/page.html`);
    const all = await logged(7);
    expect(all.map((one) => [one.status, one.before])).toEqual([
      ['200', 0],
      ['200', 1],
      ['404', 2],
      ['200', 3],
      ['410', 4],
      ['200', 5],
      ['200', 6],
    ]);
  });

  test('is closed where the client says so', async () => {
    await session.get(`${base}/page.html`, { headers: { Connection: 'close' } });
    await session.get(`${base}/page.html`);
    expect((await logged(2)).map((one) => one.before)).toEqual([0, 0]);
  });

  test('serves a redirect and what it leads to', async () => {
    const folderUrl = await session.get(`${base}/folder`);
    expect([folderUrl.url, folderUrl.text, folderUrl.history.map((one) => one.statusCode)]).toEqual([
      `${base}/folder/`,
      'in folder',
      [301],
    ]);
    const moved = await session.get(`${base}/moved`);
    expect([moved.url, moved.text]).toEqual([`${base}/page.html`, 'a page']);
    const other = await session.post(`${base}/other`, { data: 'x' });
    expect([other.request?.method, other.text, other.history[0]?.statusCode]).toEqual(['GET', 'a page', 303]);
    expect((await logged(6)).map((one) => one.before)).toEqual([0, 1, 2, 3, 4, 5]);
  });

  test('a redirect of a folder that asks for digest', async () => {
    const response = await session.get(`${base}/digest`, { auth: new HTTPDigestAuth('ann', 's3cret') });
    expect([response.statusCode, response.text, response.url]).toEqual([200, 'in digest', `${base}/digest/`]);
  });
});

describe.skipIf(SKIP)('files', () => {
  test('are unpacked', async () => {
    const response = await session.get(`${base}/text.txt`);
    expect([response.headers.get('content-encoding'), response.text]).toEqual(['gzip', TEXT]);
    const plain = await session.get(`${base}/text.txt`, { headers: { 'Accept-Encoding': 'identity' } });
    expect([plain.headers.get('content-encoding'), plain.text]).toEqual([undefined, TEXT]);
  });

  test('in part', async () => {
    const headers = { Range: 'bytes=4-8', 'Accept-Encoding': 'identity' };
    const response = await session.get(`${base}/text.txt`, { headers });
    expect([response.statusCode, response.text]).toEqual([206, 'work ']);
  });

  test('not modified', async () => {
    const first = await session.get(`${base}/page.html`);
    const etag = first.headers.get('etag') ?? '';
    const second = await session.get(`${base}/page.html`, { headers: { 'If-None-Match': etag } });
    expect([second.statusCode, second.text]).toEqual([304, '']);
  });

  test('with a header that comes twice', async () => {
    expect((await session.get(`${base}/twice/`)).headers.get('x-many')).toBe('one, two');
  });
});
