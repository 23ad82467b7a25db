import type { BaseAdapter } from './adapter.ts';
import { InvalidOptionError, InvalidSchema } from './errors.ts';
import { expectText } from './expect.ts';
import { redactUrl } from './url/redact-url.ts';

/** The adapters of a session by the beginnings of URLs, the longest first. Source: `requests.Session.mount`, `get_adapter`. */
export class AdapterRegistry {
  #mounted: { prefix: string; lower: string; adapter: BaseAdapter }[] = [];

  /** Puts an adapter at a prefix, in the place of one that is there. */
  mount(prefix: string, adapter: BaseAdapter): void {
    expectText(prefix, 'the prefix of mount, the beginning of a URL,');
    if (typeof adapter?.send !== 'function') {
      throw new InvalidOptionError(`mount("${prefix}", …) needs an adapter: an object with send(request, options)`);
    }
    const others = this.#mounted.filter((entry) => entry.prefix !== prefix);
    // sorting is stable: of two alike, the first one mounted is asked first
    this.#mounted = [...others, { prefix, lower: prefix.toLowerCase(), adapter }].sort(
      (one, other) => other.prefix.length - one.prefix.length,
    );
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
