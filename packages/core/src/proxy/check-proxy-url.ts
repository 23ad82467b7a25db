import { InvalidProxyURL, InvalidURL } from '../errors.ts';

const SCHEMES: ReadonlySet<string> = new Set(['http', 'https', 'socks4', 'socks4a', 'socks5', 'socks5h']);
const SHAPE = 'the URL of a proxy is scheme://[user:password@]host[:port]';

/**
 * The URL of a proxy, its scheme in lower case; `http://` is put before one that has none, such as `localhost:3128` (PRX-5).
 * So it is before `//localhost:3128`.
 * @throws {InvalidProxyURL} where it is malformed or has no host
 * @throws {InvalidURL} where its host or port is none, or its scheme none of `http https socks4 socks4a socks5 socks5h`. Neither shows user or password.
 *
 * @example
 * ```ts
 * checkProxyUrl('10.0.0.1:3128'); // 'http://10.0.0.1:3128'
 * ```
 */
export function checkProxyUrl(url: string): string {
  if (typeof url !== 'string') throw new InvalidProxyURL(`${SHAPE}, a string; not ${typeof url}`);
  const trimmed = url.trim();
  const text = trimmed.startsWith('//') ? trimmed.slice(2) : trimmed;
  const mark = text.indexOf('://');
  const scheme = mark < 0 ? 'http' : text.slice(0, mark).toLowerCase();
  const rest = mark < 0 ? text : text.slice(mark + 3);
  // `http:/host` would be taken for a host named http
  if (mark < 0 && /^(?:https?|socks\w*):/i.test(text)) throw malformed(scheme, rest);
  if (!/^[a-z][a-z\d+.-]*$/.test(scheme)) throw malformed('', text);
  if (!SCHEMES.has(scheme)) {
    throw new InvalidURL(`Proxy URL had unsupported scheme ${scheme}, should use http://, https:// or socks5://`);
  }
  const authority = rest.split(/[/?#\\]/, 1)[0] as string;
  const host = authority.slice(authority.lastIndexOf('@') + 1);
  // a WHATWG URL drops tabs and line ends in silence: they are refused here (D-12)
  if (host === '' || host.startsWith(':') || hasControls(text)) throw malformed(scheme, rest);
  if (!URL.canParse(`http://${host}`)) throw new InvalidURL(malformed(scheme, rest).message);
  return `${scheme}://${rest}`;
}

function hasControls(text: string): boolean {
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code <= 0x20 || code === 0x7f) return true;
  }
  return false;
}

function malformed(scheme: string, rest: string): InvalidProxyURL {
  return new InvalidProxyURL(
    `Please check proxy URL. It is malformed and could be missing the host: ${scheme}://${redact(rest)} (${SHAPE})`,
  );
}

/** What follows the scheme, without userinfo and without anything that could be a password. */
function redact(rest: string): string {
  const at = rest.lastIndexOf('@');
  const shown = at < 0 ? rest : `***@${rest.slice(at + 1)}`;
  return shown.replace(/:(?!\d{1,5}(?:[/?#]|$))[\s\S]*$/, ':***');
}
