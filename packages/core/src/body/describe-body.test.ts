import { describe, expect, test } from 'vitest';
import { CaseInsensitiveDict } from '../case-insensitive-dict.ts';
import { InvalidJSONError, InvalidOptionError, RequestException } from '../errors.ts';
import { isBodySource } from './body-source.ts';
import { describeBody } from './describe-body.ts';

function make(
  parts: Record<string, unknown>,
  contentType: string | null = null,
): { body: unknown; contentType: string | null } {
  return describeBody({ hasJson: parts.json !== undefined, ...parts } as never, contentType, () => 'BB');
}

async function shown(
  parts: Record<string, unknown>,
  contentType: string | null = null,
): Promise<[unknown, string | null]> {
  const described = make(parts, contentType);
  const { body } = described;
  if (body === null || typeof body === 'string') return [body, described.contentType];
  const bytes = isBodySource(body) ? body.stream() : (body as Uint8Array<ArrayBuffer>);
  return [await new Response(bytes).text(), described.contentType];
}

const FORM = 'application/x-www-form-urlencoded';
const MULTIPART = 'multipart/form-data; boundary=BB';
const part = (name: string, content: string, more = ''): string =>
  `--BB\r\nContent-Disposition: form-data; name="${name}"${more}\r\n\r\n${content}\r\n`;

class Named {
  a = '1';
}

describe('describeBody', () => {
  test.each([
    ['nothing', {}, null, null],
    ['no data', { data: null, files: null }, null, null],
    ['an empty dict', { data: {} }, null, null],
    ['no pairs', { data: [] }, null, null],
    ['an empty Map', { data: new Map() }, null, null],
    ['no text', { data: '' }, null, null],
    ['no bytes', { data: new Uint8Array() }, null, null],
    ['no query', { data: new URLSearchParams() }, null, null],
    ['no files', { files: [] }, null, null],
    ['a dict', { data: { b: 2, a: ['x', 'y'], n: null } }, 'b=2&a=x&a=y', FORM],
    [
      'pairs',
      {
        data: [
          ['b', '2'],
          ['a', '1'],
          ['b', '3'],
        ],
      },
      'b=2&a=1&b=3',
      FORM,
    ],
    ['a Map', { data: new Map([['a', '1']]) }, 'a=1', FORM],
    ['a Set of pairs', { data: new Set([['a', '1']]) }, 'a=1', FORM],
    ['a dict of ours', { data: new CaseInsensitiveDict([['A', '1']]) }, 'A=1', FORM],
    ['a field that is called like a method of streams', { data: { pipe: 'steel' } }, 'pipe=steel', FORM],
    ['an object of a class', { data: new Named() }, 'a=1', FORM],
    ['URLSearchParams', { data: new URLSearchParams('a=1&a=~ b') }, 'a=1&a=~+b', FORM],
    ['keys without values', { data: { a: null } }, '', FORM],
    ['text', { data: 'é' }, 'é', null],
    ['bytes', { data: new Uint8Array([65]) }, 'A', null],
    ['bytes in pieces', { data: [new Uint8Array([65]), new Uint8Array([66])] }, 'AB', null],
    ['a Blob without type', { data: new Blob(['x']) }, 'x', null],
    ['a Blob', { data: new Blob(['x'], { type: 'text/csv' }) }, 'x', 'text/csv'],
    ['an empty Blob', { data: new Blob([]) }, '', null],
    ['json', { json: { a: 1 } }, '{"a":1}', 'application/json'],
    ['json null', { json: null }, 'null', 'application/json'],
    ['json and empty data', { data: '', json: [1] }, '[1]', 'application/json'],
    ['json and data', { data: { a: 1 }, json: [1] }, 'a=1', FORM],
    ['json and a Blob', { data: new Blob([]), json: [1] }, '', null],
    [
      'json and files',
      { json: Number.NaN, files: { f: 'x' } },
      `${part('f', 'x', '; filename="f"')}--BB--\r\n`,
      MULTIPART,
    ],
    ['data and no files', { data: { a: 1 }, files: {} }, 'a=1', FORM],
  ])('%s', async (_name, parts, body, contentType) => {
    expect(await shown(parts)).toEqual([body, contentType]);
  });

  test.each([
    [{ data: { a: 1 } }],
    [{ json: [1] }],
    [{ data: new Blob(['x'], { type: 'text/csv' }) }],
    [{ files: { f: 'x' } }],
    [{ data: 'x' }],
  ])("the caller's type is kept: %j", (parts) => {
    expect(make(parts, 'text/weird').contentType).toBe(null);
  });

  test('fields come before files; values as in a form', async () => {
    const data = { z: '1', a: ['x', 'y'], n: null, i: 5, b: true, raw: new Uint8Array([33]) };
    const fields =
      part('z', '1') + part('a', 'x') + part('a', 'y') + part('i', '5') + part('b', 'true') + part('raw', '!');
    expect(await shown({ data, files: [['f', ['n.txt', 'c']]] })).toEqual([
      `${fields}${part('f', 'c', '; filename="n.txt"')}--BB--\r\n`,
      MULTIPART,
    ]);
  });

  test.each([
    ['a name', { f: 'x' }, part('f', 'x', '; filename="f"')],
    [
      "a file's own name, without its folder",
      { f: new File(['x'], '/home/me/n.txt') },
      part('f', 'x', '; filename="n.txt"'),
    ],
    ['a name in brackets is none', { f: new File(['x'], '<stdin>') }, part('f', 'x', '; filename="f"')],
    ['another name', { f: ['o.txt', new File(['x'], 'n.txt')] }, part('f', 'x', '; filename="o.txt"')],
    ['no name', { f: [null, 'x'] }, part('f', 'x')],
    ['an empty name', { f: ['', 'x'] }, part('f', 'x', '; filename=""')],
    ['a type', { f: ['n', 'x', 'text/x'] }, part('f', 'x', '; filename="n"\r\nContent-Type: text/x')],
    [
      "a file's own type",
      { f: new File(['x'], 'n', { type: 'image/png' }) },
      part('f', 'x', '; filename="n"\r\nContent-Type: image/png'),
    ],
    [
      'a type beats its own',
      { f: ['n', new Blob(['x'], { type: 'a/b' }), 'c/d'] },
      part('f', 'x', '; filename="n"\r\nContent-Type: c/d'),
    ],
    ['null: no type', { f: ['n', new Blob(['x'], { type: 'a/b' }), null] }, part('f', 'x', '; filename="n"')],
    [
      'a type among the headers',
      { f: ['n', new Blob(['x'], { type: 'a/b' }), undefined, { 'content-type': 'e/f' }] },
      part('f', 'x', '; filename="n"\r\ncontent-type: e/f'),
    ],
    [
      'headers',
      { f: ['n', 'x', 'text/x', { 'X-A': '1' }] },
      part('f', 'x', '; filename="n"\r\nContent-Type: text/x\r\nX-A: 1'),
    ],
    ['a number', { f: 5 }, part('f', '5', '; filename="f"')],
    ['null: no part', { f: null, g: ['n', null], h: undefined }, ''],
  ])('a file with %s', async (_name, files, parts) => {
    expect(await shown({ files })).toEqual([`${parts}--BB--\r\n`, MULTIPART]);
  });

  test('FormData is multipart, with more files behind it', async () => {
    const data = new FormData();
    data.append('a', 'é');
    data.append('f', new File(['x'], 'n.txt', { type: 'text/x' }));
    const own = part('a', 'é') + part('f', 'x', '; filename="n.txt"\r\nContent-Type: text/x');
    expect(await shown({ data })).toEqual([`${own}--BB--\r\n`, MULTIPART]);
    expect(await shown({ data, files: { g: 'y' } })).toEqual([
      `${own}${part('g', 'y', '; filename="g"')}--BB--\r\n`,
      MULTIPART,
    ]);
    expect(await shown({ data: new FormData() })).toEqual(['--BB--\r\n', MULTIPART]);
  });

  test.each([
    ['multipart/form-data; boundary=own', 'own', null],
    ['Multipart/Related; type="a"; BOUNDARY="o \\"w"', 'o "w', null],
    ['multipart/form-data', 'BB', MULTIPART],
    ['multipart/form-data; boundary=', 'BB', MULTIPART],
    ['text/plain; boundary=x', 'BB', null],
    ['multipart/form-data; charset=utf-8;', 'BB', 'multipart/form-data; charset=utf-8; boundary=BB'],
  ])('%s: the boundary of the header is that of the body (MP-14)', async (given, mark, contentType) => {
    const [body, type] = await shown({ files: { f: 'x' } }, given);
    expect(body).toMatch(new RegExp(`^--${mark}\r\n[^]*--${mark}--\r\n$`));
    expect(type).toBe(contentType);
  });

  test.each([
    ['a number', { data: 5 }],
    ['0', { data: 0 }],
    ['true', { data: true }],
    ['a function', { data: () => 'x' }],
    ['a promise', { data: Promise.resolve('x') }],
    ['a date', { data: new Date(0) }],
    ['a stream of the old kind', { data: { pipe() {} } }],
    ['no pairs', { data: [['a']] }],
    ['texts', { data: ['ab', 'cd'] }],
    ['numbers', { data: [1, 2] }],
    ['text and files', { data: 'text', files: { f: 'x' } }],
    ['bytes and files', { data: new Uint8Array(1), files: { f: 'x' } }],
    ['a stream and files', { data: new Blob(['x']), files: { f: 'x' } }],
    ['files as text', { files: 'text' }],
    ['files as a Blob', { files: new Blob(['x']) }],
    ['files as bytes', { files: new Uint8Array(0) }],
    ['files as a generator of pieces', { files: (async function* () {})() }],
    ['files as a Date', { files: new Date(0) }],
    ['an object of a class without fields', { data: new (class Fieldless {})() }],
    ['a file of one', { files: { f: ['n'] } }],
    ['a file of five', { files: { f: ['n', 'x', 't/t', {}, 5] } }],
    ['a file name that is none', { files: { f: [5, 'x'] } }],
    ['a type that is none', { files: { f: ['n', 'x', 5] } }],
    ['a file that is an object', { files: { f: {} } }],
    ['files of no pairs', { files: [['f']] }],
  ])('%s: refused', (_name, parts) => {
    expect(() => make(parts)).toThrow(InvalidOptionError);
    expect(() => make(parts)).toThrow(RequestException);
  });

  test('JSON that cannot be written is an InvalidJSONError', () => {
    expect(() => make({ json: [Number.NaN] })).toThrow(InvalidJSONError);
  });

  test('a wrong file is named by its field', () => {
    expect(() => make({ files: { photo: ['n', {}] } })).toThrow('files["photo"]');
  });
});
