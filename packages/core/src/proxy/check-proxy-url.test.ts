import { describe, expect, it } from 'vitest';
import { InvalidProxyURL, InvalidURL } from '../errors.ts';
import { checkProxyUrl } from './check-proxy-url.ts';

describe('the URL of a proxy', () => {
  it.each<[url: string, checked: string]>([
    ['http://10.0.0.1:3128', 'http://10.0.0.1:3128'],
    ['HTTPS://User:P@proxy.example', 'https://User:P@proxy.example'],
    ['10.0.0.1:3128', 'http://10.0.0.1:3128'],
    ['localhost:3128', 'http://localhost:3128'],
    ['proxy.example', 'http://proxy.example'],
    ['user:p%40ss@proxy:3128/', 'http://user:p%40ss@proxy:3128/'],
    ['[::1]:3128', 'http://[::1]:3128'],
    ['socks5h://u:p@[::1]:1080', 'socks5h://u:p@[::1]:1080'],
    [' http://h:1\n', 'http://h:1'],
    ['//10.0.0.1:3128', 'http://10.0.0.1:3128'],
  ])('%j is %j', (url, checked) => {
    expect(checkProxyUrl(url)).toBe(checked);
  });

  it.each([
    'http:/badproxy:3128',
    'http://:8080/path',
    'http://',
    'http:///host',
    '',
    '@',
    'http://u:p@',
    '://h',
    'http://h ost',
    'http://h\r\nX: y',
    '//',
    '///h',
    'socks5:h',
  ])('%j is refused', (url) => {
    expect(() => checkProxyUrl(url)).toThrow(InvalidProxyURL);
  });

  it.each(['http://h:99999', 'http://h:port', 'http://[::1'])('%s has a host, and that or its port is none', (url) => {
    expect(() => checkProxyUrl(url)).toThrow(InvalidURL);
    expect(() => checkProxyUrl(url)).not.toThrow(InvalidProxyURL);
  });

  it.each(['ftp://h', 'socks6://h', 'foo://h:1'])('%s has an unsupported scheme', (url) => {
    expect(() => checkProxyUrl(url)).toThrow(/unsupported scheme/);
    expect(() => checkProxyUrl(url)).toThrow(InvalidURL);
    expect(() => checkProxyUrl(url)).not.toThrow(InvalidProxyURL);
  });

  it.each([
    'http://user:secret@',
    'http://user:secret#x@h:port',
    'http://user:secret',
    'user:secret@h:x',
    'foo://u:secret@h',
    'u:secret@://h',
  ])('%s is refused without showing the password', (url) => {
    expect(() => checkProxyUrl(url)).toThrow(InvalidURL);
    expect(() => checkProxyUrl(url)).not.toThrow(/secret/);
  });

  it('is a string', () => {
    expect(() => checkProxyUrl(5 as unknown as string)).toThrow(InvalidProxyURL);
  });
});
