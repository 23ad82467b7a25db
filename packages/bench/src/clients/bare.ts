import { Agent, request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest, Agent as SecureAgent } from 'node:https';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { gunzip } from 'node:zlib';
import { type Client, COOKIE_HEADER, count, FILE, FORM, pieces, RECORD, type Setting } from '../client.ts';

type Headers = Record<string, string | number>;

function whole(message: IncomingMessage): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    message.on('data', (chunk: Buffer) => chunks.push(chunk));
    message.on('end', () => resolve(chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks)));
    message.on('error', reject);
  });
}

/** node:http by hand, with a keep-alive agent: what everything else is held against. It does nothing but what the work needs. */
export async function bare({ host, port, securePort, streamBytes }: Setting): Promise<Client> {
  const agent = new Agent({ keepAlive: true });
  const secureAgent = new SecureAgent({ keepAlive: true });

  const send = (options: object, body?: string | Uint8Array): Promise<IncomingMessage> =>
    new Promise((resolve, reject) => {
      const request = httpRequest({ host, port, agent, ...options }, resolve);
      request.on('error', reject);
      request.end(body);
    });
  const json = async (options: object, body?: string | Uint8Array): Promise<unknown> =>
    JSON.parse((await whole(await send(options, body))).toString());
  const post = (contentType: string, body: string | Uint8Array, headers: Headers = {}): Promise<unknown> => {
    const length = typeof body === 'string' ? Buffer.byteLength(body) : body.length;
    return json(
      { method: 'POST', path: '/take', headers: { 'Content-Type': contentType, 'Content-Length': length, ...headers } },
      body,
    );
  };

  return {
    json: () =>
      new Promise((resolve, reject) => {
        const request = httpRequest({ host, port, agent, path: '/json' }, (message) => {
          whole(message).then((body) => resolve(JSON.parse(body.toString())), reject);
        });
        request.on('error', reject);
        request.end();
      }),
    'json with cookies': () => json({ path: '/json', headers: { Cookie: COOKIE_HEADER } }),
    'json over TLS': () =>
      new Promise((resolve, reject) => {
        const request = httpsRequest({ host, port: securePort, agent: secureAgent, path: '/json' }, (message) => {
          whole(message).then((body) => resolve(JSON.parse(body.toString())), reject);
        });
        request.on('error', reject);
        request.end();
      }),
    'post JSON': () => post('application/json', JSON.stringify(RECORD)),
    'post form': () => post('application/x-www-form-urlencoded', new URLSearchParams(FORM).toString()),
    'post multipart': () => {
      const mark = 'a-boundary-of-our-own';
      const head = `--${mark}\r\nContent-Disposition: form-data; name="file"; filename="tea.bin"\r\n\r\n`;
      const body = Buffer.concat([Buffer.from(head), FILE, Buffer.from(`\r\n--${mark}--\r\n`)]);
      return post(`multipart/form-data; boundary=${mark}`, body);
    },
    download: async () => count(await send({ path: `/bytes/${streamBytes}` }), streamBytes),
    upload: () =>
      new Promise((resolve, reject) => {
        const headers = { 'Content-Length': streamBytes };
        const request = httpRequest({ host, port, agent, method: 'POST', path: '/take', headers }, (message) => {
          whole(message).then(resolve, reject);
        });
        pipeline(Readable.from(pieces(streamBytes)), request).catch(reject);
      }),
    gzip: async () => {
      const body = await whole(await send({ path: '/gzip', headers: { 'Accept-Encoding': 'gzip' } }));
      return new Promise((resolve, reject) => {
        gunzip(body, (error, text) => (error ? reject(error) : resolve(JSON.parse(text.toString()))));
      });
    },
    redirects: async () => {
      let message = await send({ path: '/redirect/5' });
      while (message.headers.location) {
        // or its connection would not be free for the next one
        await whole(message);
        message = await send({ path: message.headers.location });
      }
      return JSON.parse((await whole(message)).toString());
    },
    'new session': async () => {
      const own = new Agent({ keepAlive: true });
      const body = await json({ path: '/json', agent: own });
      own.destroy();
      return body;
    },
  };
}
