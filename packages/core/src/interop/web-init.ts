/** What a `Request` says beside method, headers and body, and what it says by default. */
const FIELDS = {
  cache: 'default',
  credentials: 'same-origin',
  integrity: '',
  keepalive: false,
  mode: 'cors',
  referrer: 'about:client',
  referrerPolicy: '',
} as const;

/** What of a request concerns the platform's own fetch alone, where that is what sends it: what is no default. */
export type WebInit = Readonly<Partial<Record<keyof typeof FIELDS, unknown>>>;

/** The fields of a `Request` that somebody has set. A platform that lacks one (workerd) would throw for its default too. */
export function webInitOf(request: globalThis.Request): WebInit {
  const said: Record<string, unknown> = {};
  for (const [name, usual] of Object.entries(FIELDS)) {
    const value = (request as unknown as Record<string, unknown>)[name];
    if (value !== undefined && value !== usual) said[name] = value;
  }
  return said;
}
