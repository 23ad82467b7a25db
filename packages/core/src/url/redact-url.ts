/** The names of parameters whose values are secrets, in lower case and without `-`, `_` and `.`. */
const SECRET_NAME =
  /^(?:auth(?:orization)?|code|credentials?|jwt|(?:private|subscription)?key|pass(?:phrase|wd)?|pwd|session(?:id)?|sid|sig|xamzcredential|.*(?:token|secret|password|signature|apikey|accesskey))$/s;

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
  return redact(url, /^([^/]*(?:\/[^/]+)*\/\/)?[^/?#\\]*@/);
}

/** As `redactUrl`, for text that was refused: an `@` after a `/` may then still end a password. */
export function redactRefusedUrl(url: string): string {
  return redact(url, /^([^/]*(?:\/[^/]+)*\/\/)?.*@/s);
}

/** @param userinfo with all that stands before it, up to the first `//`, as its group */
function redact(url: string, userinfo: RegExp): string {
  return (
    url
      .replace(userinfo, (whole, before: string | undefined) => {
        if (before) return `${before}***@`;
        // `mailto:a@b` names an address; without slashes a password is known by the colon in what stands before the @
        return /^(?!mailto:).*:/is.test(whole) ? '***@' : whole;
      })
      // a secret is marked before it is taken out: the value of another parameter may hold a `?` and a secret after it
      .replace(/[?&;#]([^?&;#=]+)=(?=[^&;#])/g, (whole, name: string) =>
        SECRET_NAME.test(name.toLowerCase().replace(/%[\da-f]{2}|[._-]/g, '')) ? `${whole}\0` : whole,
      )
      .replace(/\0[^&;#]+/g, '***')
  );
}
