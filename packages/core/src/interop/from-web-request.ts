/** What a WHATWG `Request` says that makes a request of ours. */
export interface WebRequestParts {
  readonly method: string;
  readonly url: string;
  readonly headers: [string, string][];
  readonly data: ReadableStream<Uint8Array> | AsyncIterable<Uint8Array> | null;
}

/** Takes a WHATWG `Request` apart. Its body is not read: it goes out as a stream. */
export function partsOfWebRequest(request: globalThis.Request): WebRequestParts {
  return {
    method: request.method,
    url: request.url,
    headers: [...request.headers],
    // Firefox's requests have no `body`, but they have its bytes
    data: request.body === undefined ? bytesOf(request) : (request.body as ReadableStream<Uint8Array> | null),
  };
}

function bytesOf(request: globalThis.Request): AsyncIterable<Uint8Array> | null {
  if (request.method === 'GET' || request.method === 'HEAD') return null;
  return (async function* () {
    yield new Uint8Array(await request.arrayBuffer());
  })();
}
