// From & to ; are &'()*+,-./0123456789:;
const PLAIN =
  /^https?:\/\/[a-z\d][a-z\d._-]{0,250}(?::(?:[1-9]\d{0,3}|[1-5]\d{4}))?\/[\w!$&-;=@~]*(?:\?[\w!$&-;=?@~]+)?$/;

/**
 * Whether a URL is the ordinary one, which preparing gives back as it is: no user, no fragment, nothing to escape. `/.` may begin a dot segment,
 * `%` an escape to undo.
 */
export function isPlainUrl(url: string): boolean {
  return PLAIN.test(url) && !url.includes('/.');
}
