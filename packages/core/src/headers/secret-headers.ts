const SECRET = /^(?:(?:proxy-)?authorization|(?:set-)?cookie|x-api-key|x-auth-token)$/iu;

/** Whether the value of a header must never show in a message or a log. */
export function isSecretHeader(name: string): boolean {
  return SECRET.test(name);
}
