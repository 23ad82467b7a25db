import { describe, expect, it } from 'vitest';
import { environmentRules } from '../environment-rules.ts';
import type { Proxies } from '../options.ts';
import { type Environment, emptyEnvironment } from '../runtime.ts';
import { getEnvironProxies } from './environ-proxies.ts';
import { resolveProxies } from './resolve-proxies.ts';
import { selectProxy } from './select-proxy.ts';

function environmentOf(variables: Readonly<Record<string, string>>): Environment {
  return { ...emptyEnvironment, get: (name) => variables[name], entries: () => Object.entries(variables) };
}

type Variables = Record<string, string>;

describe('the proxies of the environment', () => {
  it.each<[about: string, variables: Variables, proxies: Variables]>([
    [
      'every scheme, in any case',
      { HTTP_PROXY: 'a', https_proxy: 'b', Ftp_Proxy: 'c', ALL_PROXY: 'd', proxy: 'x', XPROXY: 'y' },
      { http: 'a', https: 'b', ftp: 'c', all: 'd' },
    ],
    ['lower case first', { http_proxy: 'low', HTTP_PROXY: 'up' }, { http: 'low' }],
    ['lower case first, whatever the order', { HTTP_PROXY: 'up', http_proxy: 'low' }, { http: 'low' }],
    ['an empty lower-case one takes it away', { HTTP_PROXY: 'up', http_proxy: '' }, {}],
    ['an empty upper-case one is none', { HTTP_PROXY: '' }, {}],
    ['httpoxy (ENV-3)', { HTTP_PROXY: 'up', HTTPS_PROXY: 's', REQUEST_METHOD: '' }, { https: 's' }],
    [
      'httpoxy leaves the lower-case one',
      { HTTP_PROXY: 'up', http_proxy: 'low', REQUEST_METHOD: 'GET' },
      { http: 'low' },
    ],
  ])('%s', (_about, variables, proxies) => {
    const environment = environmentOf(variables);
    expect(getEnvironProxies('http://h/', null, environment)).toEqual(proxies);
    expect(environmentRules(environment).mergeProxies('http://h/', null, null, true)).toEqual(proxies);
    for (const scheme of ['http', 'https']) {
      const proxy = proxies[scheme] ?? proxies.all;
      expect(resolveProxies({ url: `${scheme}://h/` }, null, environment)).toEqual(
        proxy === undefined ? {} : { [scheme]: proxy },
      );
    }
  });

  it('are none for a host of no_proxy, that of the argument before the variable', () => {
    const environment = environmentOf({ http_proxy: 'a', no_proxy: 'one' });
    expect(getEnvironProxies('http://one/', null, environment)).toEqual({});
    expect(getEnvironProxies('http://two/', 'two', environment)).toEqual({});
    expect(getEnvironProxies('http://one/', 'two', environment)).toMatchObject({ http: 'a' });
  });
});

describe('resolveProxies', () => {
  const environment = environmentOf({ HTTP_PROXY: 'http://env:1', ALL_PROXY: 'http://all:2' });
  it.each<[url: string, proxies: Proxies, trustEnv: boolean, resolved: Proxies]>([
    ['http://a.host/', {}, true, { http: 'http://env:1' }],
    ['http://a.host/', { http: 'mine' }, true, { http: 'mine' }],
    ['HTTPS://a.host/', { http: 'mine' }, true, { http: 'mine', https: 'http://all:2' }],
    ['http://a.host/', {}, false, {}],
    ['http://a.host/', { no_proxy: 'a.host' }, true, { no_proxy: 'a.host' }],
    ['http://a.host/', { http: null }, true, { http: null }],
    ['http://a.host/', { http: undefined }, true, { http: 'http://env:1' }],
  ])('%s with %j, environment %s', (url, proxies, trustEnv, resolved) => {
    const given = { ...proxies };
    expect(resolveProxies({ url }, given, environment, trustEnv)).toEqual(resolved);
    expect(given).toEqual(proxies);
  });
});

describe('merged proxies', () => {
  const variables = { https_proxy: 'env-s', http_proxy: 'env' };
  it.each<[about: string, call: Proxies | null, session: Proxies | null, variables: Variables, merged: Proxies]>([
    ['the environment alone', null, null, variables, { https: 'env-s', http: 'env' }],
    ['the call before it, key by key', { https: 'call' }, null, variables, { https: 'call', http: 'env' }],
    ['null turns a scheme off', { https: null }, null, variables, { http: 'env' }],
    ['so does the empty string', { https: '' }, null, variables, { https: '', http: 'env' }],
    [
      'all of the call leaves the schemes of the environment',
      { all: 'call' },
      null,
      variables,
      { all: 'call', https: 'env-s', http: 'env' },
    ],
    [
      'the session before the environment (ENV-7)',
      null,
      { https: 'session' },
      variables,
      { https: 'session', http: 'env' },
    ],
    [
      'the call before the session',
      { https: 'call' },
      { https: 'session', http: 'session' },
      {},
      { https: 'call', http: 'session' },
    ],
    ['null of the call before the session', { http: null }, { http: 'session' }, {}, {}],
    ['null of the session before the environment', {}, { http: null }, variables, { https: 'env-s' }],
    ['undefined is no value', { http: undefined }, { http: 'session' }, {}, { http: 'session' }],
    [
      'null stays where a wider key would take over',
      { http: null },
      null,
      { all_proxy: 'all' },
      { http: null, all: 'all' },
    ],
    ['and for one host', { 'http://h': null, http: 'call' }, null, {}, { 'http://h': null, http: 'call' }],
    [
      'no_proxy of the call in place of the variable',
      { no_proxy: 'other' },
      null,
      { http_proxy: 'env', no_proxy: 'h' },
      { no_proxy: 'other', http: 'env' },
    ],
    [
      'no_proxy has no say over the call',
      { http: 'call', no_proxy: 'h' },
      null,
      variables,
      { http: 'call', no_proxy: 'h' },
    ],
    ['no_proxy of the session', null, { no_proxy: 'h' }, variables, { no_proxy: 'h' }],
  ])('%s', (_about, call, session, given, merged) => {
    expect(environmentRules(environmentOf(given)).mergeProxies('http://h/', call, session, true)).toEqual(merged);
  });

  it('know no environment where it is not trusted', () => {
    expect(environmentRules(environmentOf(variables)).mergeProxies('http://h/', { http: 'call' }, null, false)).toEqual(
      {
        http: 'call',
      },
    );
  });

  it('follow no_proxy from hop to hop', () => {
    const environment = environmentOf({ http_proxy: 'env', no_proxy: 'near' });
    const hop = (url: string): Proxies => environmentRules(environment).mergeProxies(url, {}, {}, true);
    expect([hop('http://far/'), hop('http://near/'), hop('http://far/')]).toEqual([
      { http: 'env' },
      {},
      { http: 'env' },
    ]);
  });
});

describe('selectProxy', () => {
  const proxies = {
    http: 'http',
    'http://some.host': 'some',
    all: 'all',
    'all://other.host': 'other',
    'http://off.host': null,
    'all://off.host': 'x',
    'http://empty.host': '',
  };
  it.each<[url: string, proxies: Proxies | null, selected: string | null]>([
    ['http://a.host/x', proxies, 'http'],
    ['http://SOME.host:81/', proxies, 'some'],
    ['https://a.host/', proxies, 'all'],
    ['https://other.host/', proxies, 'other'],
    ['http://other.host/', proxies, 'http'],
    ['ftp://other.host/f', proxies, 'other'],
    ['http://off.host/', proxies, null],
    ['http://empty.host/', proxies, ''],
    ['https://a.host/', { http: 'x' }, null],
    ['https://a.host/', { https: undefined, all: 'all' }, 'all'],
    ['file:///x', { file: 'f', all: 'all' }, 'f'],
    ['file:///x', { all: 'all' }, 'all'],
    ['http://a.host/', {}, null],
    ['http://a.host/', null, null],
  ])('%s with %j', (url, given, selected) => {
    expect(selectProxy(url, given)).toBe(selected);
  });

  it('sends a host of a null key past the proxy for all', () => {
    const merged = environmentRules(environmentOf({ all_proxy: 'all' })).mergeProxies(
      'http://h/',
      { http: null },
      null,
      true,
    );
    expect(selectProxy('http://h/', merged)).toBeNull();
    expect(selectProxy('https://h/', merged)).toBe('all');
    expect(environmentRules(emptyEnvironment).mergeProxies('http://h/', null, null, true)).toEqual({});
  });
});
