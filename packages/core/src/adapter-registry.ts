import type { BaseAdapter } from './adapter.ts';
import { InvalidOptionError, InvalidSchema } from './errors.ts';
import { expectText } from './expect.ts';
import { redactUrl } from './url/redact-url.ts';

/** The adapters of a session by the beginnings of URLs, the longest first. Source: `requests.Session.mount`, `get_adapter`. */
export class AdapterRegistry {
  readonly #mounted: { prefix: string; lower: string; adapter: BaseAdapter }[] = [];

  /** Puts an adapter at a prefix, in the place of one that is there. */
  mount(prefix: string, adapter: BaseAdapter): void {
    if (typeof prefix !== 'string')
      throw new InvalidOptionError(`mount needs the beginning of a URL, not ${typeof prefix}`);
    if (typeof adapter?.send !== 'function') {
      throw new InvalidOptionError(`mount("${prefix}", …) needs an adapter: an object with send(request, options)`);
    }
    const held = this.#mounted.findIndex((entry) => entry.prefix === prefix);
    if (held >= 0) this.#mounted.splice(held, 1);
    // behind those of the same length: of two alike, the first one mounted is asked first
    const at = this.#mounted.findIndex((entry) => entry.prefix.length < prefix.length);
    this.#mounted.splice(at < 0 ? this.#mounted.length : at, 0, { prefix, lower: prefix.toLowerCase(), adapter });
  }

  /** The adapter of the longest prefix with which the URL begins, whatever the case. @throws {InvalidSchema} where there is none */
  get(url: string): BaseAdapter {
    expectText(url, 'a URL');
    const lowerUrl = url.toLowerCase();
    for (const { lower, adapter } of this.#mounted) if (lowerUrl.startsWith(lower)) return adapter;
    const known = this.#mounted.map((entry) => entry.prefix).join(', ');
    throw new InvalidSchema(
      `No connection adapters were found for '${redactUrl(url)}'; there are some for ${known || 'nothing'}`,
    );
  }

  /** The prefixes and their adapters in the order in which they are asked. */
  entries(): Map<string, BaseAdapter> {
    return new Map(this.#mounted.map((entry) => [entry.prefix, entry.adapter]));
  }

  /** Every adapter once, even where it is mounted at several prefixes. */
  adapters(): Set<BaseAdapter> {
    return new Set(this.#mounted.map((entry) => entry.adapter));
  }
}
