import { expect, it } from 'vitest';
import type { Case, WireEntry } from '../case.ts';
import type { Host } from './host.ts';
import type { RequestsPackage } from './package.ts';
import { runCase, skipReason } from './run-case.ts';

const entry: WireEntry = { at: 'a', conn: 0, line: 'GET / HTTP/1.1', headers: [], framing: 'none', body: '' };

function fakeHost(changes: Partial<Host> = {}): Host {
  return {
    runtime: 'node',
    tokens: { a: '127.0.0.1:4001' },
    caPath: '/ca.pem',
    script: async () => {},
    wire: async () => [],
    setEnvironment: () => {},
    writeNetrc: async () => '/netrc',
    takeStrays: () => [],
    ...changes,
  };
}

/** A package with no more than the cases below ask for. */
function fakePackage(changes: object = {}): RequestsPackage {
  class Session {
    getAdapter = (): object => ({});
    shouldStripAuth = (from: unknown, to: unknown): unknown => [from, to];
    close = async (): Promise<void> => {};
  }
  class Nothing {}
  const base = { Session, RequestsCookieJar: Nothing, CaseInsensitiveDict: Nothing, codes: { ok: 200 } };
  return { ...base, ...changes } as unknown as RequestsPackage;
}

function fakeCase(changes: Partial<Case> = {}): Case {
  return {
    id: 'x/y',
    about: '',
    steps: [{ do: 'code', name: 'ok' }],
    expect: { steps: [{ value: 200 }], wire: [] },
    ...changes,
  };
}

it('a case that holds has no differences', async () => {
  expect(await runCase(fakeCase(), { requests: fakePackage(), host: fakeHost() })).toEqual([]);
});

it('tokens are expanded before and folded after', async () => {
  const test = fakeCase({
    session: {},
    steps: [{ do: 'strip_auth', old: 'http://{a}/', new: '$ca' }],
    expect: { steps: [{ value: ['http://{a}/', '$ca'] }], wire: [] },
  });
  expect(await runCase(test, { requests: fakePackage(), host: fakeHost() })).toEqual([]);
});

it('the environment is the case’s own while its steps run, and empty before and after', async () => {
  const seen: object[] = [];
  const host = fakeHost({ setEnvironment: (variables) => void seen.push(variables) });
  await runCase(fakeCase({ env: { A: '{a}', CA: '$ca' }, netrc: '' }), { requests: fakePackage(), host });
  expect(seen).toEqual([{}, { NETRC: '/netrc', A: '127.0.0.1:4001', CA: '/ca.pem' }, {}, {}]);
});

it.each<[string, Partial<Case>, object, Partial<Host>, string]>([
  ['another value', { expect: { steps: [{ value: 201 }], wire: [] } }, {}, {}, 'steps[0].value: want 201, got 200'],
  ['a request too many', {}, {}, { wire: async () => [entry] }, 'wire: want 0 requests (), got 1 (GET / HTTP/1.1)'],
  [
    'a hook that was not called',
    { expect: { steps: [{ value: 200 }], wire: [], hooks: [['log', 200]] } },
    {},
    {},
    'hooks: want 1 of [["log",200]], got 0 of []',
  ],
  ['a stray rejection', {}, {}, { takeStrays: () => ['unhandledRejection: x'] }, 'unhandledRejection: x'],
  [
    'a call that never ends',
    {
      steps: [{ do: 'call', module: 'utils', fn: 'hang', args: [] }],
      expect: { steps: [{ value: null }], wire: [] },
    },
    { utils: { hang: () => new Promise(() => {}) } },
    {},
    'Error: no answer in time',
  ],
  [
    'a session that does not close',
    { session: {} },
    {
      Session: class {
        close(): never {
          throw new RangeError('no');
        }
      },
    },
    {},
    'session.close(): RangeError: no',
  ],
  ['an unknown step', { steps: [{ do: 'dance' }] }, {}, {}, 'Error: no such step: dance'],
])('%s differs', async (_, test, requests, host, line) => {
  const options = { requests: fakePackage(requests), host: fakeHost(host), timeLimit: 20 };
  expect(await runCase(fakeCase(test), options)).toEqual([line]);
});

it('the usual reason of a status counts only where the platform shows nothing else', async () => {
  const response = { status_code: 200, reason: 'OK' };
  const { allowUsualReason } = await import('./usual-reason.ts');
  const want = { response: { reason: 'Fine' } };
  const usual = fakeHost({ usualReason: () => 'OK' });
  expect(allowUsualReason(want, { response }, usual)).toEqual({ response: { status_code: 200, reason: 'Fine' } });
  expect(allowUsualReason(want, { response }, fakeHost())).toEqual({ response });
  const other = { response: { ...response, reason: 'Other' } };
  expect(allowUsualReason(want, other, usual)).toEqual(other);
});

it('a case is skipped by runtime or by adapter', () => {
  const test = fakeCase({ skip: { deno: 'one', FetchAdapter: 'two' } });
  expect(skipReason(test, { host: fakeHost() })).toBeUndefined();
  expect(skipReason(test, { host: fakeHost({ runtime: 'deno' }) })).toBe('one');
  expect(skipReason(test, { host: fakeHost(), adapter: 'FetchAdapter' })).toBe('two');
});
