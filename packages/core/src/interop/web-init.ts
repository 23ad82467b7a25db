/** What a `Request` says beside method, headers and body. */
const FIELDS = ['cache', 'credentials', 'integrity', 'keepalive', 'mode', 'referrer', 'referrerPolicy'] as const;

/** What of a request concerns the platform's own fetch alone, where that is what sends it: what is no default. */
export type WebInit = Readonly<Partial<Record<(typeof FIELDS)[number], unknown>>>;

/** The fields of a `Request` that somebody has set. A platform that lacks one (workerd) would throw for its default too. */
export function webInitOf(request: globalThis.Request): WebInit {
  const unsaid = new Request(request.url);
  const said: Record<string, unknown> = {};
  for (const name of FIELDS) if (request[name] !== unsaid[name]) said[name] = request[name];
  return said;
}
