/** What is remembered of a nonce. */
interface NonceUse {
  count: number;
  readonly firstCnonce: string;
}

/** How many nonces are remembered. A server may give a new one with every answer. */
const CAPACITY = 256;

/**
 * How often each nonce was used. A count must never come twice for one nonce (RFC 7616 section 3.4), also where calls overlap: so nonces
 * are still counted when a newer one has taken their place.
 */
export class NonceCounts {
  readonly #uses: Map<string, NonceUse> = new Map();

  /**
   * Counts one more use of a nonce of an origin.
   * @param cnonce kept with the nonce where this is its first use
   */
  next(origin: string, nonce: string, cnonce: string): Readonly<NonceUse> {
    const key = `${origin} ${nonce}`;
    const held = this.#uses.get(key);
    const use = { count: (held?.count ?? 0) + 1, firstCnonce: held?.firstCnonce ?? cnonce };
    // taken out and put in again, the nonce becomes the youngest: the oldest is the first to be forgotten
    this.#uses.delete(key);
    this.#uses.set(key, use);
    if (this.#uses.size > CAPACITY) this.#uses.delete(this.#uses.keys().next().value as string);
    return use;
  }
}
