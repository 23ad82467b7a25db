import { splitUrl } from './split-url.ts';

/**
 * User and password of a URL, their escapes undone; two empty strings where one of them is missing.
 * Source: `requests.utils.get_auth_from_url`.
 *
 * @example
 * ```ts
 * getAuthFromUrl('http://user:p%40ss@h/'); // [ 'user', 'p@ss' ]
 * ```
 */
export function getAuthFromUrl(url: string): [user: string, password: string] {
  const { userinfo } = splitUrl(url);
  return userinfo?.includes(':') ? splitUserinfo(userinfo) : ['', ''];
}

/**
 * The credentials that a URL gives to a request, or `null`. A user alone has an empty password, as in curl (AUTH-13).
 */
export function authOfUrl(url: string): [user: string, password: string] | null {
  const { userinfo } = splitUrl(url);
  return userinfo && userinfo !== ':' ? splitUserinfo(userinfo) : null;
}

function splitUserinfo(userinfo: string): [string, string] {
  const [user, ...password] = userinfo.split(':');
  return [unquote(user as string), unquote(password.join(':'))];
}

/** Python's `unquote`: bytes that are no UTF-8 become U+FFFD. */
function unquote(text: string): string {
  return text.replace(/(?:%[\da-f]{2})+/gi, (escapes) => {
    const bytes = Uint8Array.from(escapes.slice(1).split('%'), (digits) => Number(`0x${digits}`));
    return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  });
}

/**
 * A URL without its fragment and its userinfo, all else as it is. Source: `requests.utils.urldefragauth`.
 *
 * @example
 * ```ts
 * urldefragauth('http://u:p@h/path?a=1#test'); // 'http://h/path?a=1'
 * ```
 */
export function urldefragauth(url: string): string {
  const { scheme, host, port, path, query } = splitUrl(url);
  // text without slashes in front begins with its host, and so maybe with userinfo
  const authority = `${host ?? ''}${port === null ? '' : `:${port}`}`;
  const rest = authority === '' ? path.slice(path.lastIndexOf('@') + 1) : authority + path;
  const start = scheme === null ? '' : `${scheme.toLowerCase()}:`;
  return `${start}${rest === '' && start === '' ? '' : '//'}${rest}${query ? `?${query}` : ''}`;
}
