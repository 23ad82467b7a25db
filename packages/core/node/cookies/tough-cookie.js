import { createRequire } from 'node:module';

/** @type {import('../../src/cookies/tough-cookie.ts').ToughCookie | undefined} */
let library;

/**
 * In the place of `src/cookies/tough-cookie.ts` where Node itself runs: tough-cookie and its list of public suffixes are a quarter of what importing
 * Beckon took, and many programs never see a cookie. A jar is filled and asked without a promise, so that `import()` won't do.
 */
export function toughCookie() {
  library ??= load();
  return library;
}

function load() {
  try {
    // a bundler sees this, and brings the library along; in a module of Node's there is no such function
    return require('tough-cookie');
  } catch {
    // in these words, so that who traces the files of a deployment sees it too
    const requireOfNode = createRequire(import.meta.url);
    return requireOfNode('tough-cookie');
  }
}
