import { describe, expect, it } from 'vitest';
import type { PreparedBody } from '../body/body-source.ts';
import { CaseInsensitiveDict } from '../case-insensitive-dict.ts';
import { UnrewindableBodyError } from '../errors.ts';
import type { PreparedRequest } from '../prepared-request.ts';
import type { Response } from '../response.ts';
import { HTTPDigestAuth } from './digest-auth.ts';

const HERE = 'http://here.example';
const CHALLENGE = 'Digest realm="r", nonce="n1", qop="auth"';

function requestFor(url: string, body: PreparedBody = null): PreparedRequest {
  const request = {
    method: 'GET',
    url,
    body,
    headers: new CaseInsensitiveDict<string>({ Accept: '*/*' }),
    pathUrl: new URL(url).pathname + new URL(url).search,
    copy() {
      return { ...this, headers: this.headers.copy() };
    },
  };
  return request as unknown as PreparedRequest;
}

function responseTo(request: PreparedRequest | undefined, statusCode: number, ...challenges: string[]): Response {
  return { request, statusCode, url: request?.url, headers: { getAll: () => challenges } } as unknown as Response;
}

/** What an auth object says to a bare request for a URL that is then challenged. */
async function answerTo(
  auth: HTTPDigestAuth,
  url: string,
  ...challenges: string[]
): Promise<PreparedRequest | undefined> {
  return auth.challenge(responseTo(await auth.apply(requestFor(url)), 401, ...challenges));
}

function part(request: PreparedRequest | undefined, name: string): string | undefined {
  const header = request?.headers.get('Authorization') as string | undefined;
  return header?.match(new RegExp(`[ ,]${name}="?([^",]*)`))?.[1];
}

describe('HTTPDigestAuth', () => {
  it('leaves the first request bare and answers its challenge with a copy', async () => {
    const auth = new HTTPDigestAuth('user', 'pass', { cnonce: () => '0123456789abcdef' });
    const request = await auth.apply(requestFor(`${HERE}/dir?q=1`));
    expect(request.headers.has('Authorization')).toBe(false);
    const answer = await auth.challenge(responseTo(request, 401, CHALLENGE));
    expect(request.headers.has('Authorization')).toBe(false);
    expect(answer?.headers.get('Accept')).toBe('*/*');
    // python3: h(h('user:r:pass') + ':n1:00000001:0123456789abcdef:auth:' + h('GET:/dir?q=1'))
    expect(answer?.headers.get('Authorization')).toBe(
      'Digest username="user", realm="r", nonce="n1", uri="/dir?q=1", response="0649a4f66d12e6ba42a4ecec81a7d6a7", qop="auth", nc=00000001, cnonce="0123456789abcdef"',
    );
  });

  it.each<[status: number, answered: boolean]>([
    [200, false],
    [302, false],
    [399, false],
    [400, true],
    [401, true],
    [403, true],
    [499, true],
    [500, false],
  ])('takes a challenge of a %i: %s (DIG-2)', async (status, answered) => {
    const auth = new HTTPDigestAuth('user', 'pass');
    const request = await auth.apply(requestFor(HERE));
    expect((await auth.challenge(responseTo(request, status, CHALLENGE))) !== undefined).toBe(answered);
  });

  it.each([
    [],
    ['Basic realm="x"'],
    ['Digest nonce="n", qop="auth"'],
    ['Digest realm="r", nonce="n", algorithm=ROT-13'],
  ])('answers no %s', async (...challenges) => {
    const auth = new HTTPDigestAuth('user', 'pass');
    expect(await answerTo(auth, HERE, ...challenges)).toBeUndefined();
    expect((await auth.apply(requestFor(HERE))).headers.has('Authorization')).toBe(false);
  });

  it('does not answer twice (DIG-3), but again after a redirect (DIG-4)', async () => {
    const auth = new HTTPDigestAuth('user', 'pass');
    const answer = await answerTo(auth, `${HERE}/1`, CHALLENGE);
    expect(await auth.challenge(responseTo(answer, 401, 'Digest realm="r", nonce="n2"'))).toBeUndefined();
    const second = await auth.challenge(
      responseTo(requestFor(`${HERE}/2`), 401, 'Digest realm="r", nonce="n2", qop="auth"'),
    );
    expect(part(second, 'nonce')).toBe('n2');
    expect(part(second, 'uri')).toBe('/2');
  });

  it('answers at once where a nonce is remembered, and counts on', async () => {
    const auth = new HTTPDigestAuth('user', 'pass');
    const first = await answerTo(auth, `${HERE}/1`, CHALLENGE);
    const second = await auth.apply(requestFor(`${HERE}/2`));
    const third = await auth.apply(requestFor(`${HERE}/3`));
    expect([first, second, third].map((request) => part(request, 'nc'))).toEqual(['00000001', '00000002', '00000003']);
    expect(part(third, 'uri')).toBe('/3');
    expect(new Set([first, second, third].map((request) => part(request, 'cnonce'))).size).toBe(3);
    expect(part(first, 'cnonce')).toMatch(/^[\da-f]{16}$/);
  });

  it('takes up a new nonce, and counts it from 1 (DIG-14)', async () => {
    const auth = new HTTPDigestAuth('user', 'pass');
    await answerTo(auth, HERE, CHALLENGE);
    const stale = await auth.apply(requestFor(HERE));
    const answer = await auth.challenge(responseTo(stale, 401, 'Digest realm="r", nonce="n2", qop="auth", stale=true'));
    expect([part(answer, 'nonce'), part(answer, 'nc')]).toEqual(['n2', '00000001']);
    const next = await auth.apply(requestFor(HERE));
    expect([part(next, 'nonce'), part(next, 'nc')]).toEqual(['n2', '00000002']);
  });

  it('never gives one count twice for a nonce, also where calls overlap', async () => {
    const auth = new HTTPDigestAuth('user', 'pass');
    const requests = await Promise.all([1, 2, 3].map(() => auth.apply(requestFor(HERE))));
    const nonces = ['n1', 'n2', 'n1'];
    const answers = await Promise.all(
      requests.map((request, index) =>
        auth.challenge(responseTo(request, 401, `Digest realm="r", nonce="${nonces[index]}", qop="auth"`)),
      ),
    );
    expect(answers.map((answer) => `${part(answer, 'nonce')} ${part(answer, 'nc')}`)).toEqual([
      'n1 00000001',
      'n2 00000001',
      'n1 00000002',
    ]);
  });

  it('keeps the cnonce of a nonce for -sess, whose key is bound to it', async () => {
    const auth = new HTTPDigestAuth('user', 'pass');
    const first = await answerTo(auth, HERE, `${CHALLENGE}, algorithm=MD5-sess`);
    const second = await auth.apply(requestFor(HERE));
    expect(part(second, 'cnonce')).toBe(part(first, 'cnonce'));
    expect(part(second, 'response')).not.toBe(part(first, 'response'));
  });

  it('keeps origins apart, and answers none that it was not applied to (DIG-22)', async () => {
    const auth = new HTTPDigestAuth('user', 'pass');
    await answerTo(auth, HERE, CHALLENGE);
    for (const url of ['http://other.example/', 'http://here.example:81/', 'https://here.example:444/']) {
      expect(await auth.challenge(responseTo(requestFor(url), 401, CHALLENGE))).toBeUndefined();
      expect((await auth.apply(requestFor(url))).headers.has('Authorization')).toBe(false);
    }
    expect(part(await auth.apply(requestFor('http://here.example:80/x')), 'nc')).toBe('00000002');
  });

  it('follows from http to https of the same host, not back', async () => {
    const upward = new HTTPDigestAuth('user', 'pass');
    await upward.apply(requestFor(HERE));
    expect(await upward.challenge(responseTo(requestFor('https://here.example/'), 401, CHALLENGE))).toBeDefined();
    const downward = new HTTPDigestAuth('user', 'pass');
    await downward.apply(requestFor('https://here.example/'));
    expect(await downward.challenge(responseTo(requestFor(HERE), 401, CHALLENGE))).toBeUndefined();
  });

  it('hashes the body for auth-int', async () => {
    const qop = 'Digest realm="r", nonce="n1", qop="auth-int"';
    const source = {
      length: 3,
      replayable: true,
      stream: () => new Blob(['abc']).stream() as ReadableStream<Uint8Array>,
    };
    const responses = new Set<string | undefined>();
    for (const body of ['abc', new TextEncoder().encode('abc'), source]) {
      const auth = new HTTPDigestAuth('user', 'pass', { cnonce: () => 'c' });
      const request = await auth.apply(requestFor(HERE, body));
      const answer = await auth.challenge(responseTo(request, 401, qop));
      expect(part(answer, 'qop')).toBe('auth-int');
      expect(part(await auth.apply(requestFor(HERE, body)), 'nc')).toBe('00000002');
      responses.add(part(answer, 'response'));
    }
    // python3: h(h('user:r:pass') + ':n1:00000001:c:auth-int:' + h('GET:/:' + h('abc')))
    expect([...responses]).toEqual(['0e3223b2df825a75e44f853783b68244']);
  });

  it('throws where the body can be read once only (DIG-17)', async () => {
    const auth = new HTTPDigestAuth('user', 'pass');
    const oneShot = {
      length: null,
      replayable: false,
      stream: () => new Blob().stream() as ReadableStream<Uint8Array>,
    };
    const request = await auth.apply(requestFor(HERE, oneShot));
    expect(() => auth.challenge(responseTo(request, 401, CHALLENGE))).toThrow(UnrewindableBodyError);
    expect(await auth.challenge(responseTo(request, 401, 'Basic realm="x"'))).toBeUndefined();
    await answerTo(auth, HERE, 'Digest realm="r", nonce="n1", qop="auth-int"');
    expect((await auth.apply(requestFor(HERE, oneShot))).headers.has('Authorization')).toBe(false);
  });
});
