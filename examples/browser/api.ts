/** The service behind the page, as a middleware of Vite's server. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';

const TEAS = [
  { name: 'Sencha, green', origin: 'Japan' },
  { name: 'Longjing, green', origin: 'China' },
  { name: 'Gunpowder, green', origin: 'China' },
  { name: 'Tieguanyin, oolong', origin: 'China' },
  { name: 'Dong Ding, oolong', origin: 'Taiwan' },
  { name: 'Assam, black', origin: 'India' },
  { name: 'Darjeeling, black', origin: 'India' },
];

/** Bytes received of each file so far. */
export const uploads: Map<string, number> = new Map();

function sendJson(
  response: ServerResponse,
  value: unknown,
  status = 200,
): void {
  response.statusCode = status;
  response.setHeader('Content-Type', 'application/json');
  response.end(JSON.stringify(value));
}

export async function api(
  request: IncomingMessage,
  response: ServerResponse,
  next: () => void,
): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://localhost');
  if (url.pathname === '/api/teas') {
    const wanted = (url.searchParams.get('q') ?? '').toLowerCase();
    if (wanted === 'broken') return sendJson(response, {}, 503);
    if (wanted === 'slow') await delay(8000);
    const found = TEAS.filter(({ name }) =>
      name.toLowerCase().includes(wanted),
    );
    return sendJson(response, found);
  }
  if (url.pathname.startsWith('/api/uploads/') && request.method === 'PUT') {
    const name = decodeURIComponent(url.pathname.slice('/api/uploads/'.length));
    const from = Number(
      /^bytes (\d+)-/.exec(request.headers['content-range'] ?? '')?.[1],
    );
    let size = from === 0 ? 0 : (uploads.get(name) ?? 0);
    for await (const chunk of request) size += (chunk as Buffer).length;
    uploads.set(name, size);
    await delay(40); // as if it went over a wire
    return sendJson(response, { size });
  }
  next();
}
