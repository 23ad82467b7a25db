/** Names of parameters whose values are secrets, in lower case and without `-`, `_` and `.`. */
const SECRET_NAMES: ReadonlySet<string> = new Set([
  'auth',
  'authorization',
  'code',
  'credential',
  'credentials',
  'jwt',
  'key',
  'pass',
  'passphrase',
  'passwd',
  'privatekey',
  'pwd',
  'session',
  'sessionid',
  'sid',
  'sig',
  'subscriptionkey',
  'xamzcredential',
]);
const SECRET_ENDING = /(?:token|secret|password|signature|apikey|accesskey)$/;

/**
 * A URL for a message or a log: its userinfo shows as `***@`, and so do the values of parameters that have a name
 * like `token`, `api_key` or `password`, in the query and in the fragment. All else stays as it is.
 * Text that is no URL is taken as far as it goes.
 *
 * @example
 * ```ts
 * redactUrl('http://u:p@h/?page=2&token=abc'); // 'http://***@h/?page=2&token=***'
 * ```
 */
export function redactUrl(url: string): string {
  const end = endOfAuthority(url);
  return redactUserinfo(url.slice(0, end)) + redactParameters(url.slice(end));
}

/** As `redactUrl`, for text that was refused: an `@` after a `/` may then still end a password. */
export function redactRefusedUrl(url: string): string {
  const end = endOfAuthority(url);
  const at = url.lastIndexOf('@');
  return at < end ? redactUrl(url) : redactUserinfo(url.slice(0, at + 1)) + redactParameters(url.slice(at + 1));
}

function endOfAuthority(url: string): number {
  const slashes = url.indexOf('//');
  const start = slashes === -1 ? 0 : slashes + 2;
  const length = url.slice(start).search(/[/?#\\]/);
  return length === -1 ? url.length : start + length;
}

function redactUserinfo(text: string): string {
  const at = text.lastIndexOf('@');
  if (at === -1) return text;
  const slashes = text.indexOf('//');
  // `mailto:a@b` names an address; without slashes a password is known by the colon in what stands before the @
  if (slashes === -1) return /^mailto:/i.test(text) || !text.slice(0, at).includes(':') ? text : `***${text.slice(at)}`;
  return `${text.slice(0, slashes + 2)}***${text.slice(at)}`;
}

function redactParameters(text: string): string {
  return text.replace(/([?&;#])([^?&;#=]+)=([^&;#]+)/g, (whole, before: string, name: string) =>
    isSecretName(name) ? `${before}${name}=***` : whole,
  );
}

function isSecretName(name: string): boolean {
  const plain = name.toLowerCase().replace(/%[0-9a-f]{2}|[-_.]/g, '');
  return SECRET_NAMES.has(plain) || SECRET_ENDING.test(plain);
}
