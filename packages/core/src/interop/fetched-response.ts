const CHANGES = ['append', 'delete', 'set'] as const;

/** A response as `fetch` gives it: its headers can't be changed (WHATWG calls that the guard "immutable"), and its type is `basic`. */
export function asFetched(response: globalThis.Response): globalThis.Response {
  for (const name of CHANGES) {
    Object.defineProperty(response.headers, name, {
      value: () => {
        throw new TypeError(
          `The headers of a fetched response are immutable: new Headers(response.headers) can be changed`,
        );
      },
    });
  }
  Object.defineProperty(response, 'type', { value: 'basic' });
  return response;
}
