/** What a WHATWG `Request` says that makes a request of ours. */
export interface WebRequestParts {
  readonly method: string;
  readonly url: string;
  readonly headers: [string, string][];
  readonly data: ReadableStream<Uint8Array> | AsyncIterable<Uint8Array> | null;
}

/** Takes a WHATWG `Request` apart. Its body is not read: it goes out as a stream. */
export function partsOfWebRequest(request: globalThis.Request): WebRequestParts {
  const { method, url, body } = request;
  // Firefox's requests have no `body`, but they have its bytes
  const unseen = body === undefined && method !== 'GET' && method !== 'HEAD';
  return { method, url, headers: [...request.headers], data: unseen ? bytesOf(request) : (body ?? null) };
}

async function* bytesOf(request: globalThis.Request): AsyncGenerator<Uint8Array> {
  yield new Uint8Array(await request.arrayBuffer());
}
