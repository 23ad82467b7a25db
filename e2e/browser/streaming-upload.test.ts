/** A streamed upload: Chromium sends one over HTTP/2, piece by piece; the others refuse it before anything is sent. */
import { once } from 'node:events';
import { createSecureServer, type Http2SecureServer } from 'node:http2';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Certificates, makeCertificates } from '../../packages/conformance/src/server/certificates.ts';
import { browserNames, launchPlain } from '../support/browsers.ts';
import { bundle, CONDITIONS } from '../support/bundle.ts';
import { inEachBrowser } from './support/each-browser.ts';

let certificates: Certificates;
let server: Http2SecureServer;
let url = '';
/** What came in by POST, piece by piece. */
const pieces: string[] = [];
/** Called when a piece has come in. */
let onPiece = (): void => {};

beforeAll(async () => {
  const code = "import * as requests from 'beckon'; globalThis.requests = requests;";
  const { text } = await bundle(code, { conditions: [...CONDITIONS.browser], format: 'iife' });
  certificates = await makeCertificates();
  // WebKitGTK speaks HTTP/1.1 where it can't do better
  server = createSecureServer({ ...certificates, allowHTTP1: true }, (request, response) => {
    if (request.url === '/first-piece') {
      if (pieces.length > 0) response.end();
      else onPiece = () => response.end();
    } else if (request.method === 'POST') {
      request.on('data', (piece: Buffer) => {
        pieces.push(String(piece));
        onPiece();
      });
      request.on('end', () => response.end(`${request.headers['content-type'] ?? 'no type'} ${request.httpVersion}`));
    } else {
      response.setHeader('Content-Type', 'text/html; charset=utf-8');
      response.end(`<!doctype html><link rel="icon" href="data:,"><script>${text}</script>`);
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  url = `https://127.0.0.1:${(server.address() as AddressInfo).port}/`;
});

afterAll(async () => {
  server.close();
  await certificates.remove();
});

inEachBrowser(browserNames, launchPlain, (name, browser) => {
  test('a stream goes out as it is made, where the browser can', async () => {
    pieces.length = 0;
    const page = await browser().newPage();
    try {
      await page.goto(url);
      // the second piece is made only when the server has the first
      const found = await page.evaluate(`(async () => {
        const { post, get, UnsupportedOptionError } = globalThis.requests;
        const told = [];
        async function* data() {
          yield new TextEncoder().encode('first ');
          await get(location.href + 'first-piece');
          yield new TextEncoder().encode('second');
        }
        const onUploadProgress = ({ loaded }) => told.push(loaded);
        try {
          return [(await post(location.href, { data: data(), onUploadProgress })).text, told];
        } catch (error) {
          return [error instanceof UnsupportedOptionError, error.message];
        }
      })()`);
      if (name === 'chromium') {
        expect(found).toEqual(['no type 2.0', [6, 12]]);
        expect(pieces).toEqual(['first ', 'second']);
      } else {
        expect(found).toEqual([
          true,
          expect.stringContaining("FetchAdapter can't do a streamed body; nothing was sent."),
        ]);
        expect(pieces).toEqual([]);
      }
    } finally {
      await page.close();
    }
  });
});
