import { describe, expect, it } from 'vitest';
import { RequestException } from '../errors.ts';
import { type Environment, emptyEnvironment } from '../runtime.ts';
import { parseNetrc } from './netrc.ts';
import { getNetrcAuth } from './netrc-auth.ts';

describe('a netrc file', () => {
  it.each<[about: string, text: string, entries: Record<string, [string, string, string]>]>([
    ['nothing', '', {}],
    ['one machine', 'machine a login b account c password d', { a: ['b', 'c', 'd'] }],
    ['over lines, in any order', 'machine a\n\tpassword d\r\n  user b\n', { a: ['b', '', 'd'] }],
    ['default', 'machine a login b\ndefault login x password y', { a: ['b', '', ''], default: ['x', '', 'y'] }],
    ['quotes and escapes', 'machine a login "b \\"c" password d\\ e\\\\', { a: ['b "c', '', 'd e\\'] }],
    ['empty values', 'machine a login "" password ""', { a: ['', '', ''] }],
    [
      'comments',
      '# all of them\n#machine x\nmachine a # here\n login b # machine y\n#\npassword d',
      { a: ['b', '', 'd'] },
    ],
    ['a password that begins as a comment', 'machine a login b password #d', { a: ['b', '', '#d'] }],
    [
      'a macro',
      'macdef init\ncd /x\nmachine no\n\nmachine a login b\nmacdef m\n\nmachine c',
      { a: ['b', '', ''], c: ['', '', ''] },
    ],
    ['the last of two entries', 'machine a login b\nmachine a login c', { a: ['c', '', ''] }],
  ])('is read: %s', (_about, text, expected) => {
    const entries = [...parseNetrc(text)].map(([name, { login, account, password }]) => [
      name,
      [login, account, password],
    ]);
    expect(Object.fromEntries(entries)).toEqual(expected);
  });

  it.each<[about: string, text: string, line: number]>([
    ['a keyword that is none', '\nwhat is this', 2],
    ['one in an entry', 'machine a\nlogin b pass secret', 2],
    ['a machine without a name', 'machine', 1],
    ['a macro without an end', 'macdef init\ncd /x\n', 1],
  ])('is broken: %s; the message names the line, not what stands there', (_about, text, line) => {
    expect(() => parseNetrc(text)).toThrow(RequestException);
    expect(() => parseNetrc(text)).toThrow(new RegExp(`line ${line}\\)`));
    expect(() => parseNetrc(text)).not.toThrow(/secret|what/);
  });
});

function environmentOf(files: Record<string, string>, variables: Record<string, string> = {}): Environment {
  return {
    ...emptyEnvironment,
    get: (name) => variables[name],
    readTextFile: async (path) => files[path],
    homeFolder: () => '/home/me',
  };
}

describe('the credentials of netrc', () => {
  const text =
    'machine example.com login me password p\nmachine acc.example account acc password q\nmachine empty.example\n';
  const files = { '/home/me/.netrc': text };

  it.each<[url: string, auth: [string, string] | null]>([
    ['http://example.com/x', ['me', 'p']],
    ['https://EXAMPLE.com:8080', ['me', 'p']],
    ['http://u:p@acc.example/', ['acc', 'q']],
    ['http://other.example/', null],
    ['http://empty.example/', null],
    ['http://example.com:@evil.example/', null],
    ['http://evil.example/@example.com/', null],
    ['file:///x', null],
  ])('for %s', async (url, auth) => {
    expect(await getNetrcAuth(url, environmentOf(files))).toEqual(auth);
  });

  it('come from the default entry for other hosts', async () => {
    const environment = environmentOf({ '/home/me/.netrc': `${text}default login any password d` });
    expect(await getNetrcAuth('http://other.example/', environment)).toEqual(['any', 'd']);
    expect(await getNetrcAuth('http://empty.example/', environment)).toBeNull();
  });

  it('come from the file that NETRC names, else ~/.netrc, else ~/_netrc', async () => {
    const all = {
      '/n': 'default login n',
      '/home/me/.netrc': 'default login dot',
      '/home/me/_netrc': 'default login low',
    };
    const loginOf = async (
      files: Record<string, string>,
      variables?: Record<string, string>,
    ): Promise<string | undefined> => (await getNetrcAuth('http://h/', environmentOf(files, variables)))?.[0];
    expect(await loginOf(all)).toBe('dot');
    expect(await loginOf({ '/home/me/_netrc': 'default login low' })).toBe('low');
    expect(await loginOf(all, { NETRC: '/n' })).toBe('n');
    expect(await loginOf(all, { NETRC: '~/_netrc' })).toBe('low');
    expect(await loginOf(all, { NETRC: '/missing' })).toBeUndefined();
    expect(await loginOf(all, { NETRC: '' })).toBeUndefined();
  });

  it('are none where the file is broken, unless errors are asked for', async () => {
    const environment = environmentOf({ '/home/me/.netrc': 'machine example.com login me pass word' });
    expect(await getNetrcAuth('http://example.com/', environment)).toBeNull();
    await expect(getNetrcAuth('http://example.com/', environment, { raiseErrors: true })).rejects.toThrow(
      RequestException,
    );
  });

  it('are none where there is no home', async () => {
    expect(await getNetrcAuth('http://example.com/', emptyEnvironment)).toBeNull();
  });
});
