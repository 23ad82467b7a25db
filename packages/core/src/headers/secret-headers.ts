const SECRET: ReadonlySet<string> = new Set([
  'authorization',
  'proxy-authorization',
  'cookie',
  'set-cookie',
  'x-api-key',
  'x-auth-token',
]);

/** Whether the value of a header must never show in a message or a log. */
export function isSecretHeader(name: string): boolean {
  return SECRET.has(name.toLowerCase());
}
