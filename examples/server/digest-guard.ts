/** The server's side of Digest (RFC 7616), with `qop=auth`. */
import { createHash, randomBytes } from 'node:crypto';

const ALGORITHMS: Readonly<Record<string, string>> = {
  'SHA-256': 'sha256',
  MD5: 'md5',
};

/** What an answer is held against. */
export interface Asked {
  readonly method: string;
  readonly uri: string;
  readonly user: string;
  readonly password: string;
}

function parseParameters(header: string): Map<string, string> {
  const found = header.matchAll(/([\w-]+)=(?:"([^"]*)"|([^\s,]*))/g);
  return new Map(
    [...found].map(([, name = '', quoted, plain]) => [
      name.toLowerCase(),
      quoted ?? plain ?? '',
    ]),
  );
}

export class DigestGuard {
  readonly #realm: string;
  readonly #opaque = randomBytes(8).toString('hex');
  /** Each nonce that was given out, and the highest count seen with it. */
  readonly #counts = new Map<string, number>();

  constructor(realm: string) {
    this.#realm = realm;
  }

  /** The values of `WWW-Authenticate`: one algorithm, or all, best first. */
  challenges(algorithm?: string): string[] {
    const wanted = algorithm ? [algorithm] : Object.keys(ALGORITHMS);
    return wanted.map((each) => {
      const nonce = randomBytes(16).toString('hex');
      this.#counts.set(nonce, 0);
      return [
        `Digest realm="${this.#realm}"`,
        'qop="auth"',
        `algorithm=${each}`,
        `nonce="${nonce}"`,
        `opaque="${this.#opaque}"`,
      ].join(', ');
    });
  }

  /** Whether the value of `Authorization` answers a challenge of ours. */
  accepts(header: string | undefined, asked: Asked): boolean {
    if (!header?.startsWith('Digest ')) return false;
    const given = parseParameters(header);
    const read = (name: string): string => given.get(name) ?? '';
    const hashName = ALGORITHMS[read('algorithm')];
    const last = this.#counts.get(read('nonce'));
    const count = Number.parseInt(read('nc'), 16);
    if (hashName === undefined || last === undefined || !(count > last)) {
      return false;
    }
    if (read('uri') !== asked.uri || read('opaque') !== this.#opaque) {
      return false;
    }
    const hash = (...parts: string[]): string =>
      createHash(hashName).update(parts.join(':')).digest('hex');
    const response = hash(
      hash(asked.user, this.#realm, asked.password),
      read('nonce'),
      read('nc'),
      read('cnonce'),
      read('qop'),
      hash(asked.method, asked.uri),
    );
    if (response !== read('response')) return false;
    this.#counts.set(read('nonce'), count);
    return true;
  }
}
