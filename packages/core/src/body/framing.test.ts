import { describe, expect, test } from 'vitest';
import { CaseInsensitiveDict } from '../case-insensitive-dict.ts';
import { InvalidHeader, RequestException } from '../errors.ts';
import type { HeaderValue } from '../options.ts';
import type { BodySource, PreparedBody } from './body-source.ts';
import { describeSource } from './describe-source.ts';
import { applyFraming } from './framing.ts';

async function* generate(...pieces: string[]): AsyncGenerator<string> {
  yield* pieces;
}
const stream = (...pieces: string[]): BodySource => describeSource(generate(...pieces), 'data') as BodySource;
const blob = (text: string): BodySource => describeSource(new Blob([text]), 'data') as BodySource;

function framed(body: PreparedBody, method: string, given: Record<string, HeaderValue> = {}): [string, HeaderValue][] {
  const headers = new CaseInsensitiveDict<HeaderValue>(given);
  applyFraming(headers, body, method);
  return [...headers];
}

describe('applyFraming', () => {
  test.each<[string, PreparedBody, string, Record<string, HeaderValue>, [string, string][]]>([
    ['GET without a body', null, 'GET', {}, []],
    ['HEAD without a body', null, 'HEAD', {}, []],
    ['POST without a body', null, 'POST', {}, [['Content-Length', '0']]],
    ['DELETE without a body', null, 'DELETE', {}, [['Content-Length', '0']]],
    ['GET with a body', 'x', 'GET', {}, [['Content-Length', '1']]],
    ['text, in bytes', 'é😀', 'POST', {}, [['Content-Length', '6']]],
    ['empty text', '', 'POST', {}, []],
    ['no bytes', new Uint8Array(0), 'POST', {}, []],
    ['bytes', new Uint8Array(3), 'POST', {}, [['Content-Length', '3']]],
    ['a Blob', blob('abc'), 'POST', {}, [['Content-Length', '3']]],
    ['an empty Blob', blob(''), 'POST', {}, [['Content-Length', '0']]],
    ['a stream', stream('a'), 'POST', {}, [['Transfer-Encoding', 'chunked']]],
  ])('%s', (_name, body, method, given, headers) => {
    expect(framed(body, method, given)).toEqual(headers);
  });

  test.each<[string, PreparedBody, Record<string, HeaderValue>, [string, string][]]>([
    ["a body's own length counts", 'abc', { 'content-length': '99' }, [['Content-Length', '3']]],
    ['without a body the given one stays', null, { 'content-length': '5' }, [['content-length', '5']]],
    ['with a stream the given one counts', stream('a'), { 'Content-Length': '1' }, [['Content-Length', '1']]],
    ['never both', stream('a'), { 'Content-Length': '1', 'Transfer-Encoding': 'chunked' }, [['Content-Length', '1']]],
    [
      'a new body is not in chunks like the old one',
      'a',
      { 'Transfer-Encoding': 'chunked' },
      [['Content-Length', '1']],
    ],
    ['empty text changes none', '', { 'Content-Length': '4' }, [['Content-Length', '4']]],
    ['twice is as once', stream('a'), { 'Transfer-Encoding': 'chunked' }, [['Transfer-Encoding', 'chunked']]],
  ])('%s', (_name, body, given, headers) => {
    expect(framed(body, 'POST', given)).toEqual(headers);
  });

  test('a length that was reckoned for another body does not count', () => {
    const headers = new CaseInsensitiveDict<HeaderValue>({ 'Content-Length': '3' });
    applyFraming(headers, stream('a'), 'POST', '3');
    expect([...headers]).toEqual([['Transfer-Encoding', 'chunked']]);
  });

  test.each(['soon', '-1', '1.5', '', '99999999999999999999'])('a stream of the length %j is refused', (length) => {
    expect(() => framed(stream('a'), 'POST', { 'Content-Length': length })).toThrow(InvalidHeader);
  });

  test.each([
    ['as long as was said', ['hel', 'lo'], true],
    ['shorter', ['hel'], false],
    ['longer', ['hel', 'lo!'], false],
    ['longer by a piece', ['hello', '!'], false],
  ])('a stream that is %s', async (_name, pieces, right) => {
    const headers = new CaseInsensitiveDict<HeaderValue>({ 'Content-Length': '5' });
    const body = applyFraming(headers, stream(...pieces), 'POST') as BodySource;
    expect(body.length).toBe(5);
    let sent = '';
    const reading = (async () => {
      for await (const chunk of body.chunks?.() ?? []) sent += new TextDecoder().decode(chunk);
    })();
    if (right) await reading;
    else await expect(reading).rejects.toThrow(RequestException);
    expect(sent.length).toBeLessThanOrEqual(5);
  });
});
