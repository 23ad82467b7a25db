/**
 * What a session needs of a cookie jar. `RequestsCookieJar` is one; in browsers, where the browser owns the cookies, there is none.
 * Its own file, so that core never reaches tough-cookie unless a jar is made.
 */
export interface CookieJarLike extends Iterable<unknown> {
  /** How many cookies are held. */
  readonly size: number;
  /**
   * The `Cookie` header for a URL, or `null` where no cookie fits.
   * @param url the absolute URL of the request
   * @param host the host to match instead of the URL's: that of a `Host` header (COOK-33)
   * @param over the cookies of the call: they join, and of one name, domain and path theirs is sent. Nothing is copied for it
   */
  cookieHeader(url: string, host?: string, over?: CookieJarLike | null): string | null;
  /** Takes in the `Set-Cookie` lines of an answer to a request for `url`. A line that RFC 6265 refuses is left out in silence. */
  storeFrom(setCookieLines: readonly string[], url: string, host?: string): void;
  /** A jar of its own with the same cookies. */
  copy(): CookieJarLike;
  /** Takes in the cookies of another jar or a dict. */
  update(other: CookieJarLike | Readonly<Record<string, string>>): void;
  /** Binds cookies that have no domain to this host: those of a call must not follow it to another host (RED-22). */
  bindTo?(host: string): CookieJarLike;
}
