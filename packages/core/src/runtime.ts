import type { BaseAdapter } from './adapter.ts';
import type { CookieJarLike } from './cookies/cookie-jar.ts';
import type { CharsetDetectorLoader } from './encoding/apparent-encoding.ts';
import type { EnvironmentRules } from './environment-rules.ts';
import type { RedirectEngine } from './resolve-redirects.ts';

/**
 * What the library may ask of the world outside. Where a platform denies it, each answer is "nothing", never an exception.
 */
export interface Environment {
  /** The value of an environment variable, or `undefined`. Read at each call: nothing is remembered. */
  get(name: string): string | undefined;
  /** All environment variables: `SCHEME_proxy` can have any scheme. */
  entries(): Iterable<readonly [string, string]>;
  /** The text of a file, or `undefined` where there is none or it can't be read; at once, where that is known at once. */
  readTextFile(path: string): Promise<string | undefined> | undefined;
  /** The user's home folder, or `undefined`. */
  homeFolder(): string | undefined;
}

/** An environment with nothing in it. */
export const emptyEnvironment: Environment = {
  get: () => undefined,
  entries: () => [],
  readTextFile: () => undefined,
  homeFolder: () => undefined,
};

/** A runtime is a value: an entry of the package makes one and hands it to `Session`. */
export interface Runtime {
  /** `node`, `deno`, `bun`, `browser`, `workerd`, `edge-light`. */
  readonly name: string;
  /** The adapter that a new session mounts for `http://` and `https://`. */
  createAdapter(): BaseAdapter;
  /** What the environment adds to each request. */
  readonly environment: EnvironmentRules;
  /** How redirects are followed; left out where the platform does that itself, so that a page need not carry it. */
  readonly redirects?: RedirectEngine;
  /** An empty jar, or `null` where the platform owns the cookies. */
  createCookieJar(): CookieJarLike | null;
  /** The content codings that its default adapter takes off, as `Accept-Encoding` names them: `gzip, deflate, br`. */
  readonly acceptEncoding: string;
  /** Loads what guesses the charset of a text that is no UTF-8 and says nothing; left out where it would weigh too much. */
  readonly loadCharsetDetector?: CharsetDetectorLoader;
}
