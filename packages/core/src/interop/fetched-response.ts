/** A response as `fetch` gives it: its headers can't be changed (WHATWG calls that the guard "immutable"), and its type is `basic`. */
export function asFetched(response: globalThis.Response): globalThis.Response {
  const refuse = {
    value(): never {
      throw new TypeError(
        'The headers of a fetched response are immutable: new Headers(response.headers) can be changed',
      );
    },
  };
  Object.defineProperties(response.headers, { append: refuse, delete: refuse, set: refuse });
  return Object.defineProperty(response, 'type', { value: 'basic' });
}
