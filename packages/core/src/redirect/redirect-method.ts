/**
 * The method of the next request (RFC 9110 15.4.2 to 15.4.4, and what browsers do): 303 and 302 turn all but HEAD into GET, 301 turns
 * POST into GET, 307 and 308 change nothing. Source: `requests.Session.rebuild_method`.
 */
export function redirectMethod(status: number, method: string): string {
  if ((status === 303 || status === 302) && method !== 'HEAD') return 'GET';
  if (status === 301 && method === 'POST') return 'GET';
  return method;
}

/** Whether the body goes along: with 307 and 308 only, whatever becomes of the method (RED-15). */
export function redirectKeepsBody(status: number): boolean {
  return status === 307 || status === 308;
}
