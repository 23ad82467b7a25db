/** A Hono app answers a session in the same process: routes, cookies, redirects and streams, and no socket. */
import { Hono } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import { stream } from 'hono/streaming';
import { beforeEach, expect, test } from 'vitest';
import { HandlerAdapter, HTTPError, Session } from '../../packages/beckon/src/index.ts';

const app = new Hono();
app.get('/hello/:name', (context) => context.json({ hello: context.req.param('name'), q: context.req.query('q') }));
app.get('/login', (context) => {
  setCookie(context, 'sid', 'abc', { path: '/' });
  return context.redirect('/me');
});
app.get('/me', (context) => context.text(getCookie(context, 'sid') ?? 'nobody'));
app.post('/upload', async (context) => {
  const { note, file } = await context.req.parseBody();
  return context.json({ note, name: (file as File).name, text: await (file as File).text() });
});
app.get('/lines', (context) => {
  context.header('Content-Type', 'text/plain; charset=utf-8');
  return stream(context, async (out) => {
    for (const line of ['one\n', 'two\n', 'three\n']) await out.write(line);
  });
});

let session: Session;
beforeEach(() => {
  session = new Session();
  session.mount('https://app.test/', new HandlerAdapter((request) => app.fetch(request)));
});

test('routes and parameters', async () => {
  const response = await session.get('https://app.test/hello/zoë', { params: { q: 'tea' } });
  expect(response.json()).toEqual({ hello: 'zoë', q: 'tea' });
});

test('the session keeps the cookies and follows the redirects', async () => {
  const response = await session.get('https://app.test/login');
  expect(response.text).toBe('abc');
  expect(response.history.map(({ statusCode }) => statusCode)).toEqual([302]);
  expect(session.cookies.getDict()).toEqual({ sid: 'abc' });
});

test('a form with a file', async () => {
  const files = { file: ['note.txt', 'text of the file'] as const };
  const response = await session.post('https://app.test/upload', { data: { note: 'mine' }, files });
  expect(response.json()).toEqual({ note: 'mine', name: 'note.txt', text: 'text of the file' });
});

test('a stream, line by line', async () => {
  const response = await session.get('https://app.test/lines', { stream: true });
  const lines: unknown[] = [];
  for await (const line of response.iterLines({ decodeUnicode: true })) lines.push(line);
  expect(lines).toEqual(['one', 'two', 'three']);
});

test('what the app does not have', async () => {
  const response = await session.get('https://app.test/nothing');
  expect(() => response.raiseForStatus()).toThrow(HTTPError);
});

test('session.fetch reaches it too', async () => {
  const response = await session.fetch('https://app.test/hello/ann');
  expect(await response.json()).toEqual({ hello: 'ann' });
});
