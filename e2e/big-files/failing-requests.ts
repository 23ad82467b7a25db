/**
 * Many requests that fail in each way there is, on one session, in a process of its own. Prints `{ all: { [kind]: { [error]: count } }, listeners }`
 * as JSON, and ends by itself: nothing is closed here.
 * usage: node failing-requests.ts PORT COUNT
 */
import { getEventListeners } from 'node:events';
import { type RequestOptions, type Response, Session } from '../../packages/beckon/src/index.ts';

const [port = '', count = '1'] = process.argv.slice(2);
const AT_ONCE = 8;
const SHORT = 20;

const base = `http://127.0.0.1:${port}`;
const session = new Session();
// one signal for all of them: what they leave on it would be seen
const { signal } = new AbortController();

async function* endless(): AsyncGenerator<Uint8Array> {
  for (;;) {
    yield new Uint8Array(16_384);
    await new Promise((resolve) => setImmediate(resolve));
  }
}

async function* breaking(): AsyncGenerator<string> {
  yield 'some';
  await new Promise((resolve) => setImmediate(resolve));
  throw new Error('the source broke');
}

async function* once(): AsyncGenerator<string> {
  yield 'once';
}

function ask(path: string, options: RequestOptions = {}): Promise<Response> {
  return session.get(`${base}/${path}`, { signal, ...options });
}

function send(path: string, data: AsyncIterable<string | Uint8Array>, options: RequestOptions = {}): Promise<Response> {
  return session.post(`${base}/${path}`, { signal, data, ...options });
}

/** A call that is aborted after `time` ms; `undefined`: before it begins. */
async function aborted(path: string, time?: number, options: RequestOptions = {}): Promise<Response> {
  const controller = new AbortController();
  const stop = (): void => controller.abort(new DOMException('enough', 'AbortError'));
  if (time === undefined) stop();
  else setTimeout(stop, time);
  const response = await session.request(options.data === undefined ? 'GET' : 'POST', `${base}/${path}`, {
    ...options,
    signal: controller.signal,
  });
  return options.stream ? response.read().then(() => response) : response;
}

const cycle: { self?: unknown } = {};
cycle.self = cycle;

const KINDS: Readonly<Record<string, () => Promise<unknown>>> = {
  ok: () => ask('ok'),
  refused: () => session.get('http://127.0.0.1:1/', { signal }),
  reset: () => ask('reset'),
  'no-answer': () => ask('no-answer'),
  'half-a-head': () => ask('half-a-head'),
  'no-http': () => ask('no-http'),
  short: () => ask('short'),
  'short-streamed': async () => (await ask('short', { stream: true })).read(),
  'bad-chunk': () => ask('bad-chunk'),
  'cut-chunk': () => ask('cut-chunk'),
  'bad-gzip': () => ask('bad-gzip'),
  'two-lengths': () => ask('two-lengths'),
  'read-timeout': () => ask('silent', { timeout: [null, SHORT] }),
  'read-timeout-in-body': () => ask('silent-body', { timeout: [null, SHORT] }),
  'total-timeout': () => ask('silent-body', { timeout: { total: SHORT } }),
  'connect-timeout': () => session.get(`https://127.0.0.1:${port}/silent`, { signal, timeout: [SHORT, null] }),
  'too-many-redirects': () => ask('loop'),
  unrewindable: () => send('again', once()),
  'not-found': async () => (await ask('not-found')).raiseForStatus(),
  'bad-json': async () => (await ask('bad-json')).json(),
  'invalid-url': () => session.get('http://'),
  'invalid-header': () => ask('ok', { headers: { 'X-One': 'a\r\nb' } }),
  'invalid-json': () => session.post(`${base}/ok`, { json: cycle }),
  'breaking-source': () => send('silent', breaking()),
  'refused-upload': async () => (await send('refuse', endless())).raiseForStatus(),
  'reset-upload': () => send('reset', endless()),
  proxy: () => ask('ok', { proxies: { http: 'http://127.0.0.1:1' } }),
  'socks-proxy': () => ask('ok', { proxies: { http: `socks5://127.0.0.1:${port}` }, timeout: SHORT }),
  'aborted-before': () => aborted('ok'),
  'aborted-waiting': () => aborted('silent', SHORT),
  'aborted-in-body': () => aborted('silent-body', SHORT),
  'aborted-in-stream': () => aborted('silent-body', SHORT, { stream: true }),
  'aborted-upload': () => aborted('silent', SHORT, { data: endless() }),
  'closed-early': async () => {
    await (await ask('silent-body', { stream: true })).close();
  },
  'hook-that-throws': () =>
    ask('ok', {
      hooks: {
        response: () => {
          throw new Error('the hook broke');
        },
      },
    }),
  'auth-that-throws': () =>
    ask('ok', {
      auth: async () => {
        throw new Error('the auth broke');
      },
    }),
};

/** Makes `count` calls of one kind, some at once; gives how often which error came. */
async function many(call: () => Promise<unknown>): Promise<Record<string, number>> {
  const outcomes: Record<string, number> = {};
  let left = Number(count);
  async function work(): Promise<void> {
    while (left > 0) {
      left -= 1;
      const outcome = await call().then(
        () => 'none',
        (error: Error) => error.name,
      );
      outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return outcomes;
}

const all: Record<string, Record<string, number>> = {};
for (const [kind, call] of Object.entries(KINDS)) all[kind] = await many(call);
const listeners = getEventListeners(signal, 'abort').length;
console.log(JSON.stringify({ all, listeners }));
