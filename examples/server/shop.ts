/** A small shop beside the echoes: what real programs do with an API. */
import { type Endpoint, type Exchange, sendJson } from './exchange.ts';

const SESSION = 'session=ann-7f3a';
const WARES = ['leaf', 'loose', 'green', 'black', 'white', 'smoked'];

/** `/user`: who asks, by Basic auth or a bearer token. */
function user(exchange: Exchange): void {
  const given = exchange.request.headers.authorization ?? '';
  const basic = `Basic ${Buffer.from('user:pass').toString('base64')}`;
  if (given === basic || given === 'Bearer abc123') {
    sendJson(exchange, { login: 'user', repos: 419 });
  } else {
    const challenge = { 'WWW-Authenticate': 'Basic realm="shop"' };
    sendJson(exchange, { message: 'Who are you?' }, 401, challenge);
  }
}

/** `/login`: takes a form, gives a cookie. */
function login(exchange: Exchange): void {
  const form = new URLSearchParams(`${exchange.body}`);
  if (form.get('password') !== 's3cret') {
    sendJson(exchange, { welcome: null }, 403);
    return;
  }
  const cookie = { 'Set-Cookie': `${SESSION}; Path=/; HttpOnly` };
  sendJson(exchange, { welcome: form.get('user') }, 200, cookie);
}

/** `/orders`: for whoever has logged in, two to a page. */
function orders(exchange: Exchange): void {
  const { request, url } = exchange;
  if (!(request.headers.cookie ?? '').includes(SESSION)) {
    sendJson(exchange, { message: 'Log in first.' }, 401);
    return;
  }
  const page = Number(url.searchParams.get('page') ?? 1);
  const found = WARES.slice(page * 2 - 2, page * 2);
  const links = [page > 1 && ['prev', page - 1], page < 3 && ['next', page + 1]]
    .filter((link) => link !== false)
    .map(([rel, to]) => `</orders?page=${to}>; rel="${rel}"`)
    .join(', ');
  sendJson(exchange, { page, orders: found }, 200, { Link: links });
}

/** `/text/<charset>`: a text in that charset. `none` says none. */
function text({ response, rest }: Exchange): void {
  const charset = rest[0] ?? 'utf-8';
  const named = charset === 'none' ? '' : `; charset=${charset}`;
  response.writeHead(200, { 'Content-Type': `text/plain${named}` });
  const isUtf8 = charset === 'utf-8' || charset === 'none';
  response.end(Buffer.from('Grüße aus Köln', isUtf8 ? 'utf8' : 'latin1'));
}

/** `/redirect-to?url=…&status=307` */
function redirectTo({ response, url }: Exchange): void {
  const status = Number(url.searchParams.get('status') ?? 302);
  const Location = url.searchParams.get('url') ?? '/get';
  response.writeHead(status, { Location }).end();
}

/** `/broken`: says that it is JSON, and isn't. */
function broken({ response }: Exchange): void {
  response.writeHead(200, { 'Content-Type': 'application/json' });
  response.end('{"name": "Ann",');
}

export const SHOP: ReadonlyMap<string, Endpoint> = new Map([
  ['user', user],
  ['login', login],
  ['orders', orders],
  ['text', text],
  ['redirect-to', redirectTo],
  ['broken', broken],
]);
