import type { Cookie } from 'tough-cookie';

/** Whether a value is a cookie of tough-cookie's: of any copy of it, as a project may hold several. */
export function isCookie(value: unknown): value is Cookie {
  const cookie = value as Partial<Cookie> | null | undefined;
  return typeof cookie?.key === 'string' && typeof cookie.expiryTime === 'function';
}
