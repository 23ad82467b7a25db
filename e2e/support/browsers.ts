/** The browsers of this machine, driven by Playwright: Debian's Chromium and Firefox ESR (Playwright's own can't be had everywhere). */
import { existsSync } from 'node:fs';
import { type Browser, chromium, firefox } from 'playwright';

export type BrowserName = 'chromium' | 'firefox';
export const browserNames: readonly BrowserName[] = ['chromium', 'firefox'];

const PATHS: Readonly<Record<BrowserName, string>> = { chromium: '/usr/bin/chromium', firefox: '/usr/bin/firefox-esr' };

/** Quiet: a test drives the browser, and nothing else may go out on the wire. */
const QUIET = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Whether the machine has the browser. */
export function hasBrowser(name: BrowserName): boolean {
  return existsSync(PATHS[name]);
}

/** Starts a browser without a window. */
export function launch(name: BrowserName): Promise<Browser> {
  const executablePath = PATHS[name];
  if (name === 'chromium') return chromium.launch({ executablePath, args: QUIET });
  // the channel makes Playwright speak WebDriver BiDi, which a Firefox that it has not patched knows
  return firefox.launch({ executablePath, channel: 'moz-firefox' });
}
