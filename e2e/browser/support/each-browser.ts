/** Runs tests in each browser that the machine has; says which are skipped. In CI none is. */
import { afterAll, beforeAll, describe } from 'vitest';
import { type BrowserName, hasBrowser } from '../../support/browsers.ts';

const inCi = !['', '0', 'false'].includes(process.env.CI ?? '');

/** `browser()` gives the browser once the tests run. */
export function inEachBrowser<Name extends BrowserName, Started extends { close(): Promise<void> }>(
  names: readonly Name[],
  launch: (name: Name) => Promise<Started>,
  tests: (name: Name, browser: () => Started) => void,
): void {
  for (const name of names) {
    const skipped = !inCi && !hasBrowser(name);
    if (skipped)
      console.warn(`skipped: tests in ${name}, which this machine has not; scripts/install-browsers.sh installs it`);
    describe.skipIf(skipped)(name, () => {
      let started: Started | undefined;
      beforeAll(async () => {
        started = await launch(name);
      });
      afterAll(() => started?.close());
      tests(name, () => {
        if (started === undefined) throw new Error(`${name} did not start`);
        return started;
      });
    });
  }
}
