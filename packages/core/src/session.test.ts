import { describe, expect, it } from 'vitest';
import { type AdapterSendOptions, BaseAdapter } from './adapter.ts';
import { AuthBase } from './auth/auth-base.ts';
import { buildResponse } from './build-response.ts';
import { RequestsCookieJar } from './cookies/requests-cookie-jar.ts';
import { environmentRules } from './environment-rules.ts';
import {
  ConnectionError,
  InvalidOptionError,
  MissingSchema,
  RequestException,
  RetryError,
  Timeout,
  TooManyRedirects,
  UnrewindableBodyError,
} from './errors.ts';
import type { PreparedRequest } from './prepared-request.ts';
import { Request } from './request.ts';
import { followRedirects } from './resolve-redirects.ts';
import { Response } from './response.ts';
import { Retry } from './retry/retry.ts';
import { type Environment, emptyEnvironment, type Runtime } from './runtime.ts';
import { Session, type SessionInit } from './session.ts';
import { bodyOfBytes, type IncomingBody } from './stream/incoming-body.ts';

type Answer = {
  status?: number;
  headers?: [string, string][];
  body?: string | IncomingBody;
  error?: unknown;
  wait?: Promise<unknown>;
};

/** An adapter that answers from a script and remembers what it was asked. */
class ScriptedAdapter extends BaseAdapter {
  readonly asked: { request: PreparedRequest; options: AdapterSendOptions }[] = [];
  readonly #answers: Answer[];
  closed = 0;

  constructor(answers: Answer[], maxRetries?: Retry) {
    super();
    this.#answers = answers;
    if (maxRetries) this.maxRetries = maxRetries;
  }

  override async send(request: PreparedRequest, options: AdapterSendOptions = {}): Promise<Response> {
    this.asked.push({ request: request.copy(), options });
    const { status = 200, headers = [], body = '', error, wait } = this.#answers.shift() ?? { status: 599 };
    if (wait) await Promise.race([wait, aborted(options.signal)]);
    if (error) throw error;
    return buildResponse({
      status,
      reason: '',
      headers,
      request,
      url: request.url ?? '',
      body: typeof body === 'string' ? bodyOfBytes(new TextEncoder().encode(body)) : body,
    });
  }

  override async close(): Promise<void> {
    this.closed++;
  }

  get lines(): string[] {
    return this.asked.map(({ request }) => `${request.method} ${request.url}`);
  }
}

function aborted(signal: AbortSignal | null | undefined): Promise<never> {
  return new Promise((_, reject) => {
    signal?.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}

function sessionOver(adapter: BaseAdapter, init?: SessionInit, environment: Environment = emptyEnvironment): Session {
  const runtime: Runtime = {
    name: 'test',
    createAdapter: () => adapter,
    environment: environmentRules(environment),
    redirects: followRedirects,
    createCookieJar: () => new RequestsCookieJar(),
    acceptEncoding: 'gzip',
  };
  return new Session(runtime, init);
}

const redirect = (location: string, status = 302): Answer => ({ status, headers: [['Location', location]] });

describe('a session', () => {
  it('refuses an option that there is not, and a Request where a prepared one is needed', async () => {
    expect(() => sessionOver(new ScriptedAdapter([]), { timeouts: 5 } as never)).toThrow(
      /"timeouts"; "timeout" is meant/,
    );
    const session = sessionOver(new ScriptedAdapter([]));
    await expect(session.send(new Request('GET', 'http://h/') as never)).rejects.toThrow(/only send PreparedRequests/);
    await expect(session.get('nowhere')).rejects.toBeInstanceOf(MissingSchema);
  });

  it('takes headers, hooks and cookies in any of their forms', () => {
    const session = sessionOver(new ScriptedAdapter([]), { cookies: { a: '1' } });
    session.headers = { 'X-Own': '1' };
    expect([...session.headers]).toEqual([['X-Own', '1']]);
    session.hooks = { response: () => {} };
    expect(session.hooks.response).toHaveLength(1);
    expect((session.cookies as RequestsCookieJar).get('a')).toBe('1');
    const jar = new RequestsCookieJar();
    session.cookies = jar;
    expect(session.cookies).toBe(jar);
  });

  it('closes each adapter once, and can be used again', async () => {
    const adapter = new ScriptedAdapter([{}, {}]);
    const session = sessionOver(adapter);
    await session.get('http://h/');
    await session[Symbol.asyncDispose]();
    expect(adapter.closed).toBe(1);
    expect((await session.get('http://h/')).statusCode).toBe(200);
  });

  it('shows nothing of what it holds', () => {
    expect(String(sessionOver(new ScriptedAdapter([]), { auth: ['u', 'hunter2'] }))).toBe('<Session>');
  });
});

describe('what the adapter is told', () => {
  it('gets what the call says, then what the session says', async () => {
    const adapter = new ScriptedAdapter([{}, {}]);
    const session = sessionOver(adapter, { timeout: 7, verify: false, cert: '/c' });
    await session.get('http://h/');
    await session.get('http://h/', { timeout: 5, verify: true, cert: '/d' });
    expect(adapter.asked.map(({ options: { timeout, verify, cert } }) => [timeout, verify, cert])).toEqual([
      [7, false, '/c'],
      [5, true, '/d'],
    ]);
  });

  it("gets the environment's bundle in a request, and not in send (SES-28)", async () => {
    const adapter = new ScriptedAdapter([{}, {}]);
    const environment = { ...emptyEnvironment, get: (name: string) => ({ CURL_CA_BUNDLE: '/ca' })[name] };
    const session = sessionOver(adapter, {}, environment);
    await session.get('https://h/');
    await session.send(await session.prepareRequest(new Request('GET', 'https://h/')));
    expect(adapter.asked.map(({ options }) => options.verify)).toEqual(['/ca', true]);
  });

  it('gets options of its own where it has no capabilities; one with them has none (SES-30)', async () => {
    const adapter = new ScriptedAdapter([{}]);
    const session = sessionOver(adapter);
    const prepared = await session.prepareRequest(new Request('GET', 'http://h/'));
    await session.send(prepared, { ownOption: 5 } as never);
    expect(adapter.asked[0]?.options.ownOption).toBe(5);
    Object.assign(adapter, { capabilities: { name: 'X' } });
    await expect(session.send(prepared, { ownOption: 5 } as never)).rejects.toBeInstanceOf(InvalidOptionError);
  });
});

describe('redirects', () => {
  it('follows, with each response knowing what came before it', async () => {
    const adapter = new ScriptedAdapter([redirect('/2'), redirect('/3', 307), { body: 'end' }]);
    const response = await sessionOver(adapter).get('http://h/1#part');
    expect(response.url).toBe('http://h/3#part');
    expect(response.history.map(({ url, history }) => [url, history.length])).toEqual([
      ['http://h/1#part', 0],
      ['http://h/2#part', 1],
    ]);
    expect(response.text).toBe('end');
  });

  it('stops at maxRedirects with the last response in hand', async () => {
    const session = sessionOver(new ScriptedAdapter([redirect('/2'), redirect('/3')]), { maxRedirects: 1 });
    const error = (await session.get('http://h/1').catch((reason: unknown) => reason)) as TooManyRedirects;
    expect(error).toBeInstanceOf(TooManyRedirects);
    expect(error.response?.url).toBe('http://h/2');
    expect(error.request?.url).toBe('http://h/2');
  });

  it('leaves them alone when told to, and says what would follow without reading anything', async () => {
    let read = false;
    const body: IncomingBody = {
      async *[Symbol.asyncIterator]() {
        read = true;
        yield new Uint8Array(1);
        return undefined;
      },
      cancel() {},
    };
    const adapter = new ScriptedAdapter([{ ...redirect('/2', 303), body }]);
    const response = await sessionOver(adapter).post('http://h/1', { data: 'x', allowRedirects: false, stream: true });
    expect(response.next?.method).toBe('GET');
    expect(response.next?.url).toBe('http://h/2');
    expect(response.next?.headers.has('Content-Length')).toBe(false);
    expect(read).toBe(false);
  });

  it('asks an overridden getRedirectTarget, rebuildMethod and shouldStripAuth', async () => {
    class Odd extends Session {
      override getRedirectTarget(response: Response): string | null {
        return response.statusCode === 300 ? '/chosen' : null;
      }
      override rebuildMethod(request: PreparedRequest): void {
        request.method = 'ODD';
      }
      override shouldStripAuth(): boolean {
        return true;
      }
    }
    const adapter = new ScriptedAdapter([{ status: 300 }, {}]);
    const runtime = sessionOver(adapter).runtime;
    await new Odd(runtime).get('http://h/1', { headers: { Authorization: 'x' } });
    expect(adapter.lines).toEqual(['GET http://h/1', 'ODD http://h/chosen']);
    expect(adapter.asked[1]?.request.headers.has('Authorization')).toBe(false);
  });

  it('does not send a body again that can be read once only', async () => {
    const adapter = new ScriptedAdapter([redirect('/2', 307)]);
    const data = (async function* () {
      yield 'once';
    })();
    await expect(sessionOver(adapter).post('http://h/1', { data })).rejects.toBeInstanceOf(UnrewindableBodyError);
    expect(adapter.asked).toHaveLength(1);
  });

  it('gives up a redirect whose body has no end, and follows all the same (CVE-2026-21441)', async () => {
    let cancelled = 0;
    const endless: IncomingBody = {
      async *[Symbol.asyncIterator]() {
        for (;;) yield new Uint8Array(16_384);
      },
      cancel() {
        cancelled++;
      },
    };
    const adapter = new ScriptedAdapter([{ ...redirect('/2'), body: endless }, { body: 'ok' }]);
    const response = await sessionOver(adapter).get('http://h/1');
    expect(response.text).toBe('ok');
    expect(cancelled).toBeGreaterThan(0);
  });

  it('walks by hand: each request without sending it, or each response', async () => {
    const adapter = new ScriptedAdapter([redirect('/2'), redirect('/3'), {}]);
    const session = sessionOver(adapter);
    const prepared = await session.prepareRequest(new Request('GET', 'http://h/1'));
    const first = await session.send(prepared, { allowRedirects: false });
    const next = await session.resolveRedirects(first, prepared, { yieldRequests: true }).next();
    expect((next.value as PreparedRequest).url).toBe('http://h/2');
    const urls: (string | null)[] = [];
    for await (const response of session.resolveRedirects(first, prepared)) urls.push(response.url);
    expect(urls).toEqual(['http://h/2', 'http://h/3']);
  });
});

describe('cookies', () => {
  it('of a call go along on its host, and come back after a detour, but go nowhere else', async () => {
    const adapter = new ScriptedAdapter([redirect('http://other/2'), redirect('http://h/3'), {}]);
    await sessionOver(adapter).get('http://h/1', { cookies: { mine: 'x' } });
    expect(adapter.asked.map(({ request }) => request.headers.get('Cookie'))).toEqual(['mine=x', undefined, 'mine=x']);
  });

  it('that were written by hand stay on their host, beside those that the server sets (RED-20)', async () => {
    const first: Answer = {
      status: 302,
      headers: [
        ['Location', '/2'],
        ['Set-Cookie', 'sid=1'],
      ],
    };
    const adapter = new ScriptedAdapter([first, redirect('http://other/3'), {}]);
    await sessionOver(adapter).get('http://h/1', { headers: { Cookie: 'raw=1' } });
    expect(adapter.asked.map(({ request }) => request.headers.get('Cookie'))).toEqual([
      'raw=1',
      'raw=1; sid=1',
      undefined,
    ]);
  });

  it('of this response alone are in response.cookies', async () => {
    const set = (cookie: string): Answer => ({ headers: [['Set-Cookie', cookie]] });
    const session = sessionOver(new ScriptedAdapter([set('a=1'), set('b=2'), {}]));
    await session.get('http://h/');
    expect((await session.get('http://h/')).cookies.getDict()).toEqual({ b: '2' });
    expect((await session.get('http://h/')).cookies.size).toBe(0);
    expect((session.cookies as RequestsCookieJar).getDict()).toEqual({ a: '1', b: '2' });
  });
});

describe('credentials', () => {
  const netrc: Environment = {
    ...emptyEnvironment,
    get: (name) => (name === 'NETRC' ? '/netrc' : undefined),
    readTextFile: async () => 'machine h login nora password secret',
  };

  it('come from the call, the URL, the session and netrc, in this order', async () => {
    const adapter = new ScriptedAdapter([{}, {}, {}, {}, {}]);
    const session = sessionOver(adapter, { auth: ['session', ''] }, netrc);
    await session.get('http://url@h/', { auth: ['call', ''] });
    await session.get('http://url@h/');
    await session.get('http://h/');
    session.auth = null;
    await session.get('http://h/');
    await session.get('http://h/', { auth: false });
    const users = adapter.asked.map(({ request }) => request.headers.get('Authorization') as string | undefined);
    expect(users.map((header) => header && atob(header.slice(6)))).toEqual([
      'call:',
      'url:',
      'session:',
      'nora:secret',
      undefined,
    ]);
  });

  it('answer challenges of their own origin only, as often as the scheme wants', async () => {
    class Twice extends AuthBase {
      rounds = 0;
      override apply(request: PreparedRequest): PreparedRequest {
        return request;
      }
      override challenge(response: Response): PreparedRequest | undefined {
        if (response.statusCode !== 401) return undefined;
        this.rounds++;
        const answer = response.request.copy();
        answer.headers.set('Authorization', `round ${this.rounds}`);
        return answer;
      }
    }
    const adapter = new ScriptedAdapter([{ status: 401 }, { status: 401 }, { body: 'in' }]);
    const response = await sessionOver(adapter).get('http://h/', { auth: new Twice() });
    expect(response.text).toBe('in');
    expect(response.history.map(({ statusCode }) => statusCode)).toEqual([401, 401]);

    const elsewhere = new ScriptedAdapter([redirect('http://other/'), { status: 401 }]);
    const auth = new Twice();
    expect((await sessionOver(elsewhere).get('http://h/', { auth })).statusCode).toBe(401);
    expect(auth.rounds).toBe(0);
  });
});

describe('retries', () => {
  it('sends again as the Retry says, and hands out what was tried', async () => {
    const retry = new Retry({ total: 2, statusForcelist: [503] });
    const adapter = new ScriptedAdapter(
      [{ status: 503 }, { error: new ConnectionError('reset') }, { body: 'ok' }],
      retry,
    );
    const response = await sessionOver(adapter).get('http://h/');
    expect(response.text).toBe('ok');
    expect(response.retries?.history).toHaveLength(2);
  });

  it('ends with a RetryError, or the last error', async () => {
    const retry = new Retry({ total: 1, statusForcelist: [503] });
    const error = (await sessionOver(new ScriptedAdapter([{ status: 503 }, { status: 503 }], retry))
      .get('http://h/')
      .catch((reason: unknown) => reason)) as RetryError;
    expect(error).toBeInstanceOf(RetryError);
    expect(error.request?.url).toBe('http://h/');
    const last = new ConnectionError('second');
    const failing = new ScriptedAdapter([{ error: new ConnectionError('first') }, { error: last }], Retry.from(1));
    await expect(sessionOver(failing).get('http://h/')).rejects.toBe(last);
  });

  it('waits no longer than the signal lets it (RTY-14)', async () => {
    const adapter = new ScriptedAdapter([{ status: 503, headers: [['Retry-After', '3600']] }], Retry.from(3));
    const controller = new AbortController();
    const call = sessionOver(adapter).get('http://h/', { signal: controller.signal });
    setTimeout(() => controller.abort('enough'), 5);
    await expect(call).rejects.toBe('enough');
  });
});

describe('time and signals', () => {
  it('bounds the whole exchange by timeout.total, redirects included', async () => {
    const never = new Promise(() => {});
    const adapter = new ScriptedAdapter([redirect('/2'), { wait: never }]);
    const error = (await sessionOver(adapter)
      .get('http://h/', { timeout: { total: 20 } })
      .catch((reason: unknown) => reason)) as Timeout;
    expect(error).toBeInstanceOf(Timeout);
    expect(error.request).not.toBeNull();
  });

  it('rejects with the reason of a signal that is aborted already, before anything', async () => {
    const adapter = new ScriptedAdapter([]);
    const reason = new Error('mine');
    await expect(sessionOver(adapter).get('http://h/', { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
    expect(adapter.asked).toHaveLength(0);
  });
});

describe('hooks and failures on the way', () => {
  it('lets what a hook throws come out, and gives the connection up', async () => {
    let cancelled = 0;
    const body: IncomingBody = { ...bodyOfBytes(new Uint8Array(5)), cancel: () => void cancelled++ };
    const session = sessionOver(new ScriptedAdapter([{ body }]));
    const call = session.get('http://h/', {
      hooks: {
        response: () => {
          throw new Error('from the hook');
        },
      },
    });
    await expect(call).rejects.toThrow('from the hook');
    expect(cancelled).toBe(1);
  });

  it('goes on with the response that a hook gives in its place', async () => {
    const other = new Response({ statusCode: 299, url: 'http://h/', content: 'other' });
    const response = await sessionOver(new ScriptedAdapter([{}])).get('http://h/', {
      hooks: { response: () => other },
    });
    expect(response).toBe(other);
  });

  it('has only errors of the tree for odd input', async () => {
    const session = sessionOver(new ScriptedAdapter([]));
    for (const call of [
      session.get(null as never),
      session.request('A B', 'http://h/'),
      session.get('http://h/', null as never),
      session.get('http://h/', { headers: { 'bad name': 'x' } }),
      session.get('http://h/', { auth: 5 as never }),
      session.get('ftp://h/'),
    ]) {
      await expect(call).rejects.toBeInstanceOf(RequestException);
    }
  });
});
