import { describe, expect, it } from 'vitest';
import { PreparedRequest, type RequestParts } from './prepared-request.ts';

async function prepared(parts: Partial<RequestParts> = {}): Promise<PreparedRequest> {
  const request = new PreparedRequest();
  await request.prepare({ method: 'POST', url: 'http://h/', ...parts });
  return request;
}

const lengthOf = (request: PreparedRequest): unknown => request.headers.get('Content-Length');

async function* generate(): AsyncGenerator<string> {
  yield 'streamed';
}

describe('the framing of a prepared request', () => {
  it.each([
    ['text', { data: 'text' }],
    ['nothing', {}],
  ])('a length reckoned for %s is not held against a stream that is prepared after it', async (_, parts) => {
    const request = await prepared(parts);
    request.prepareBody(generate());
    expect([...request.headers]).toEqual([['Transfer-Encoding', 'chunked']]);
  });

  it("a length of the caller's is held against it", async () => {
    const request = await prepared({ data: 'text', headers: {} });
    request.headers.set('Content-Length', '8');
    request.prepareBody(generate());
    expect([...request.headers]).toEqual([['Content-Length', '8']]);
    request.prepareBody(generate());
    expect([...request.headers]).toEqual([['Content-Length', '8']]);
  });

  it('no byte changes no header, until it is sent', async () => {
    const request = await prepared({ data: 'text' });
    request.prepareContentLength('');
    expect(lengthOf(request)).toBe('4');
    request.prepareBody({ k: null });
    expect([request.body, lengthOf(request)]).toEqual(['', '4']);
    request.alignFraming();
    expect(lengthOf(request)).toBe('0');
    const form = await prepared({ data: { k: [] } });
    form.alignFraming();
    expect([...form.headers]).toEqual([['Content-Type', 'application/x-www-form-urlencoded']]);
  });

  it('the length of a body that was taken away goes with it; one told for no body stays', async () => {
    const taken = await prepared({ data: 'text' });
    taken.body = null;
    taken.alignFraming();
    expect(lengthOf(taken)).toBeUndefined();
    const none = await prepared();
    none.alignFraming();
    expect(lengthOf(none)).toBe('0');
    const own = await prepared({ headers: { 'Content-Length': '7' } });
    own.alignFraming();
    expect(lengthOf(own)).toBe('7');
  });
});
