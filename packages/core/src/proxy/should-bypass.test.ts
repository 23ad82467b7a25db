import { describe, expect, it } from 'vitest';
import { type Environment, emptyEnvironment } from '../runtime.ts';
import { shouldBypassProxies } from './should-bypass.ts';

function environmentOf(variables: Readonly<Record<string, string>>): Environment {
  return { ...emptyEnvironment, get: (name) => variables[name], entries: () => Object.entries(variables) };
}

const ODD = ' , example.com ,, .dotted.org,';
const NETWORKS = '192.168.1.1,10.0.0.0/8,172.16.0.0/12,*.name.com,11.0.0,1.2.3.4/33,12.0.0.0/0';
const IPV6 = '::1,[fe80::1],fd00::/8,[2002::/16],[3000::1]:80';

describe('no_proxy', () => {
  it.each<[url: string, noProxy: string, bypass: boolean]>([
    ['http://example.com/', ODD, true],
    ['http://sub.example.com/', ODD, true],
    ['http://EXAMPLE.com/', ODD, true],
    ['http://badexample.com/', ODD, false],
    ['http://example.com.evil.org/', ODD, false],
    ['http://example.com@evil.org/', ODD, false],
    ['http://dotted.org/', ODD, true],
    ['http://a.b.dotted.org/', ODD, true],
    ['http://example.com/', 'EXAMPLE.com', true],
    ['http://example.com:8080/', 'example.com:8080', true],
    ['http://example.com/', 'example.com:8080', false],
    ['http://example.com/', 'example.com:80', false],
    ['http://example.com:80/', 'example.com:80', true],
    ['http://sub.example.com:8080/', 'example.com:8080', true],
    ['http://192.168.1.1:8080/', NETWORKS, true],
    ['http://192.168.1.2/', NETWORKS, false],
    ['http://10.20.30.40/', NETWORKS, true],
    ['http://172.31.0.1/', NETWORKS, true],
    ['http://172.32.0.1/', NETWORKS, false],
    ['http://sub.name.com/', NETWORKS, false],
    ['http://11.0.0.5/', NETWORKS, false],
    ['http://1.2.3.4/', NETWORKS, false],
    ['http://12.0.0.1/', NETWORKS, false],
    ['http://10.0.0.1:80/', '10.0.0.1:80', false],
    ['http://127.0.0.1/', 'localhost', false],
    ['http://localhost/', '127.0.0.1', false],
    ['http://[::1]/', IPV6, true],
    ['http://[::1]:8080/', IPV6, true],
    ['http://[0::0001]/', IPV6, true],
    ['http://[fe80::1]/', IPV6, true],
    ['http://[FD12:3456::1]/', IPV6, true],
    ['http://[2002:1::]/', IPV6, true],
    ['http://[3000::1]:80/', IPV6, true],
    ['http://[3000::1]/', IPV6, false],
    ['http://[2001:db8::1]/', IPV6, false],
    ['http://[::1]/', '127.0.0.0/8,10', false],
    ['http://any.thing/', '*', true],
    ['http://10.0.0.1/', '*', true],
    ['http://any.thing/', '*, a', false],
    ['http://a/', '*, a', true],
    ['http://any.thing/', '', false],
    ['http://any.thing/', ' , ,', false],
    ['file:///some/path', '', true],
  ])('%s with %j: %s', (url, noProxy, bypass) => {
    expect(shouldBypassProxies(url, noProxy, emptyEnvironment)).toBe(bypass);
  });

  it('is the variable where it is not given; the lower-case name comes first', () => {
    const environment = environmentOf({ NO_PROXY: 'upper' });
    expect(shouldBypassProxies('http://upper/', null, environment)).toBe(true);
    expect(shouldBypassProxies('http://upper/', undefined, environment)).toBe(true);
    expect(shouldBypassProxies('http://upper/', 'given', environment)).toBe(false);
    expect(shouldBypassProxies('http://upper/', '', environment)).toBe(false);
    const both = environmentOf({ NO_PROXY: 'upper', no_proxy: 'lower' });
    expect(shouldBypassProxies('http://upper/', null, both)).toBe(false);
    expect(shouldBypassProxies('http://lower/', null, both)).toBe(true);
    const emptied = environmentOf({ NO_PROXY: '*', no_proxy: '' });
    expect(shouldBypassProxies('http://h/', null, emptied)).toBe(false);
    expect(shouldBypassProxies('http://h/', '*', emptied)).toBe(true);
    expect(shouldBypassProxies('http://h/', null, environmentOf({ NO_PROXY: '*' }))).toBe(true);
  });
});
