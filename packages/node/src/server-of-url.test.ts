import { expect, it } from 'vitest';
import { serverOfUrl } from './server-of-url.ts';

it.each([
  ['http://a.example', false, 'a.example', 80, 'http://a.example:80'],
  ['HTTPS://u:p@A.Example/x@y:1?z', true, 'a.example', 443, 'https://a.example:443'],
  ['http://[::1]:8080/', false, '::1', 8080, 'http://[::1]:8080'],
  ['http://[::1]', false, '::1', 80, 'http://[::1]:80'],
  ['http://h:/?q', false, 'h', 80, 'http://h:80'],
])('%s', (url, secure, host, port, origin) => {
  expect(serverOfUrl(url)).toMatchObject({ secure, host, port, origin });
});

it.each(['http://', 'http://:80/', 'http://u:secret@h:0/', 'http://h:99999/', 'nothing'])('%s has no server', (url) => {
  expect(() => serverOfUrl(url)).toThrow(
    expect.objectContaining({ name: 'InvalidURL', message: expect.not.stringContaining('secret') }),
  );
});

it('tells the host as it stands in the URL, and in messages nothing that could be secret', () => {
  expect(serverOfUrl('https://u:p@A.Example/x')).toMatchObject({ hostHeader: 'A.Example', where: 'a.example:443' });
  expect(serverOfUrl('http://[::1]:8080/')).toMatchObject({ hostHeader: '[::1]:8080', where: '[::1]:8080' });
});
