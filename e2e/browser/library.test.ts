/** The library within a page: what the browser owns, what is refused before anything is sent, streams, aborts, and msw's worker. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { browserNames, launchPlain, type PlainPage } from '../support/browsers.ts';
import { bundle, CONDITIONS } from '../support/bundle.ts';
import { inEachBrowser } from './support/each-browser.ts';
import { type PageServer, startPageServer } from './support/page-server.ts';

const inPage = "import * as requests from 'beckon'; globalThis.requests = requests;";
const withMsw = `${inPage}
  import { http, HttpResponse } from 'msw';
  import { setupWorker } from 'msw/browser';
  globalThis.msw = { http, HttpResponse, setupWorker };`;

let script = '';
let server: PageServer;

beforeAll(async () => {
  const { text } = await bundle(inPage, { conditions: [...CONDITIONS.browser], format: 'iife' });
  script = text;
});

inEachBrowser(browserNames, launchPlain, (_, browser) => {
  let page: PlainPage;

  beforeEach(async () => {
    server = await startPageServer();
    const text = '<!doctype html><link rel="icon" href="data:,"><script src="/script.js"></script>';
    server.files.set('/', { type: 'text/html', text });
    server.files.set('/script.js', { type: 'text/javascript', text: script });
    page = await browser().newPage();
    await page.goto(`${server.home}/`);
  });
  afterEach(async () => {
    await page.close();
    await server.stop();
  });

  /** Runs the body of an async function in the page, with `requests`, `home` and `other` at hand; gives what it returns, as JSON has it. */
  function run(code: string): Promise<unknown> {
    const names = `const { requests } = globalThis, home = '${server.home}', other = '${server.other}';`;
    return page.evaluate(`(async () => { ${names} ${code} })()`);
  }

  test('the browser owns the cookies: they go along within the origin, and are not shown', async () => {
    const found = await run(`
      const session = new requests.Session();
      const set = await session.get(home + '/set');
      return [(await session.get(home + '/me')).text, [...set.cookies].length, set.headers.get('set-cookie') ?? null];`);
    expect(found).toEqual(['user=ann', 0, null]);
  });

  test('another origin gets them where credentials say so', async () => {
    const found = await run(`
      await requests.get(home + '/set');
      const session = new requests.Session();
      const without = (await session.get(other + '/me')).text;
      session.mount(other, new requests.FetchAdapter({ credentials: 'include' }));
      const withThem = (await session.get(other + '/me')).text;
      session.mount(home, new requests.FetchAdapter({ credentials: 'omit' }));
      return [without, withThem, (await session.get(home + '/me')).text];`);
    expect(found).toEqual(['none', 'user=ann', 'none']);
  });

  test('what is told to the adapter goes to fetch: the policy of referrers', async () => {
    await run(`
      const session = new requests.Session();
      await session.get(home + '/a');
      session.mount(home, new requests.FetchAdapter({ referrerPolicy: 'no-referrer', cache: 'no-store' }));
      await session.get(home + '/b');`);
    expect(server.asked.map(({ headers }) => headers.referer)).toEqual([`${server.home}/`, undefined]);
    expect(server.asked[1]?.headers['cache-control']).toBe('no-cache');
  });

  test('redirects are followed by the browser, and the response says where they led', async () => {
    const found = await run(`
      const response = await requests.get(home + '/redirect');
      return [response.url, response.toWeb().redirected, response.statusCode, response.history.length, response.text];`);
    expect(found).toEqual([`${server.home}/arrived?x=1`, true, 200, 0, '/arrived 0']);
  });

  test('the fragment stays in the URL of the response, with redirects and without', async () => {
    const found = await run(`
      const straight = await requests.get(home + '/there?x=2#part');
      const led = await requests.get(home + '/redirect#part');
      return [straight.url, straight.toWeb().redirected, led.url, led.toWeb().redirected];`);
    expect(found).toEqual([`${server.home}/there?x=2#part`, false, `${server.home}/arrived?x=1#part`, true]);
  });

  test.each([
    ['a proxy', `'http://a.test/', { proxies: { http: 'http://proxy.test:3128' } }`, 'a http proxy'],
    ['verify: false', `'https://a.test/', { verify: false }`, 'verify: false'],
    ['authorities of one own', `'https://a.test/', { verify: { ca: 'PEM' } }`, 'verify with authorities'],
    ['a client certificate', `'https://a.test/', { cert: { cert: 'PEM', key: 'PEM' } }`, 'cert'],
    ['allowRedirects: false', `home + '/redirect', { allowRedirects: false }`, 'allowRedirects: false'],
    ['a cookie', `home + '/', { cookies: { a: '1' } }`, 'the header Cookie'],
    ['a header of the browser', `home + '/', { headers: { Host: 'other.test' } }`, 'the header Host'],
    ['a body with GET', `home + '/', { data: 'text' }`, 'a body with GET'],
  ])('%s is refused before anything is sent', async (_title, call, named) => {
    const found = await run(`
      const error = await requests.get(${call}).catch((error) => error);
      return [error.name, error.message, error instanceof requests.RequestException];`);
    expect(found).toEqual(['UnsupportedOptionError', expect.stringContaining(`FetchAdapter can't do ${named}`), true]);
    expect(server.asked).toEqual([]);
  });

  test('a download comes piece by piece', async () => {
    const found = await run(`
      const response = await requests.get(home + '/two-pieces', { stream: true });
      const pieces = [];
      for await (const piece of response.iterContent({ chunkSize: null })) {
        pieces.push(new TextDecoder().decode(piece));
        if (pieces.length === 1) await requests.post(home + '/go');
      }
      return pieces;`);
    expect(found).toEqual(['first ', 'second']);
  });

  test('a form with a file, and JSON', async () => {
    await run(`
      const note = new File(['text of the note'], 'note.txt', { type: 'text/plain' });
      await requests.post(home + '/form', { data: { a: '1' }, files: { note } });
      await requests.put(home + '/json', { json: { tea: 'green' } });`);
    const [form, json] = server.asked;
    expect(form?.headers['content-type']).toMatch(/^multipart\/form-data; boundary=/);
    expect(form?.body).toContain('filename="note.txt"');
    expect(form?.body).toContain('text of the note');
    expect(json).toMatchObject({ line: 'PUT /json', body: '{"tea":"green"}' });
  });

  test('an abort reaches the server, and rejects with its reason', async () => {
    const found = await run(`
      const controller = new AbortController();
      const asked = requests.get(home + '/hang', { signal: controller.signal }).catch((error) => error.message);
      setTimeout(() => controller.abort(new Error('the reader went on')), 200);
      return asked;`);
    expect(found).toBe('the reader went on');
    await server.gone;
  });

  test('a timeout is a Timeout, and a server that is away a ConnectionError', async () => {
    const found = await run(`
      const late = await requests.get(home + '/hang', { timeout: 100 }).catch((error) => error);
      const away = await requests.get('http://127.0.0.1:9/').catch((error) => error);
      return [late instanceof requests.ReadTimeout, away instanceof requests.ConnectionError, away.name];`);
    expect(found).toEqual([true, true, 'ConnectionError']);
  });

  test("msw's worker answers in the place of the network", async () => {
    const require = createRequire(import.meta.url);
    const { text } = await bundle(withMsw, { conditions: [...CONDITIONS.browser], format: 'iife' });
    const worker = readFileSync(require.resolve('msw/mockServiceWorker.js'), 'utf8');
    server.files.set('/script.js', { type: 'text/javascript', text });
    server.files.set('/mockServiceWorker.js', { type: 'text/javascript', text: worker });
    await page.goto(`${server.home}/`);
    const found = await run(`
      const { http, HttpResponse, setupWorker } = globalThis.msw;
      const worker = setupWorker(
        http.get(home + '/user', ({ request }) => HttpResponse.json({ name: 'Ann', client: request.headers.get('x-client') })),
        http.post('https://elsewhere.test/fail', () => new HttpResponse(null, { status: 503 })),
      );
      await worker.start({ quiet: true, onUnhandledRequest: 'bypass' });
      const user = await requests.get(home + '/user', { headers: { 'X-Client': 'page' } });
      const failed = await requests.post('https://elsewhere.test/fail', { json: {} });
      const through = await requests.get(home + '/real');
      worker.stop();
      return [user.json(), failed.statusCode, through.text];`);
    expect(found).toEqual([{ name: 'Ann', client: 'page' }, 503, '/real 0']);
    expect(server.asked.map(({ line }) => line)).toEqual(['GET /real']);
  });
});
