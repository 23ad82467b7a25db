import type { Socket } from 'node:net';
import { ProxyError } from '@beckon/core';
import type { ProxyRoute } from './route.ts';
import { hostAndPort } from './route.ts';

/** A proxy that answers with more than this before its tunnel is open is not to be trusted. */
const MOST_HEAD_BYTES = 65536;

const STATUS_LINE = /^HTTP\/1\.[01] (\d{3})(?: ([^\r\n]*))?/;

/** The answer to CONNECT as far as the end of its headers (RFC 9110 §9.3.6). */
function readHead(socket: Socket): Promise<string> {
  return new Promise((resolve, reject) => {
    let head = '';
    const done = (): void => {
      socket.off('data', onData);
      socket.off('error', onError);
      socket.off('close', onClose);
      socket.pause();
    };
    const onError = (error: Error): void => {
      done();
      reject(error);
    };
    const onClose = (): void => onError(Object.assign(new Error('closed'), { code: 'ECONNRESET' }));
    const onData = (data: Uint8Array): void => {
      const from = Math.max(0, head.length - 3);
      head += (data as Buffer).toString('latin1');
      const end = head.indexOf('\r\n\r\n', from);
      if (end < 0) {
        if (head.length > MOST_HEAD_BYTES) onError(new Error('the answer of the proxy has too large headers'));
        return;
      }
      done();
      resolve(head.slice(0, end));
    };
    socket.on('data', onData);
    socket.on('error', onError);
    socket.on('close', onClose);
  });
}

/**
 * Asks a proxy for a tunnel to `target`.
 * @throws {ProxyError} with the status where the proxy refuses
 */
export async function openTunnel(socket: Socket, proxy: ProxyRoute, target: string): Promise<void> {
  let lines = `CONNECT ${target} HTTP/1.1\r\nHost: ${target}\r\n`;
  for (const [name, value] of proxy.headers) lines += `${name}: ${value}\r\n`;
  const answer = readHead(socket);
  socket.write(`${lines}\r\n`, 'latin1');
  const status = STATUS_LINE.exec(await answer);
  if (status === null) throw new ProxyError(`The proxy ${hostAndPort(proxy)} does not speak HTTP.`);
  const code = Number(status[1]);
  if (code >= 200 && code < 300) return;
  const hint =
    code === 407 ? ' Give its user and password in the URL of the proxy: http://user:password@host:port.' : '';
  throw new ProxyError(
    `The proxy ${hostAndPort(proxy)} refused the tunnel to ${target}: ${code} ${status[2] ?? ''}`.trimEnd() +
      (hint && `.${hint}`),
  );
}
