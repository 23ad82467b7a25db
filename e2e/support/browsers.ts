/** The browsers of this machine: Debian's Chromium and Firefox ESR, driven by Playwright (its own can't be had everywhere), and WebKitGTK. */
import { existsSync } from 'node:fs';
import { type Browser, chromium, firefox } from 'playwright';
import { launchWebKit, WEBKIT_FILES } from './webkit.ts';

/** Those that Playwright drives. */
export type PlaywrightName = 'chromium' | 'firefox';
export type BrowserName = PlaywrightName | 'webkit';
export const playwrightNames: readonly PlaywrightName[] = ['chromium', 'firefox'];
export const browserNames: readonly BrowserName[] = [...playwrightNames, 'webkit'];

/** A page of any browser, for tests that run code in it. */
export interface PlainPage {
  goto(url: string): Promise<void>;
  /** The value of an expression in the page, as JSON has it; a promise is waited for. */
  evaluate<T>(expression: string): Promise<T>;
  clearCookies(): Promise<void>;
  close(): Promise<void>;
}

/** A browser, as far as every driver can do it. */
export interface PlainBrowser {
  readonly version: string;
  /** A page that shares no cookies and no cache with those before. */
  newPage(): Promise<PlainPage>;
  close(): Promise<void>;
}

const FILES: Readonly<Record<BrowserName, readonly [string, ...string[]]>> = {
  chromium: ['/usr/bin/chromium'],
  firefox: ['/usr/bin/firefox-esr'],
  webkit: WEBKIT_FILES as [string, ...string[]],
};

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
  return FILES[name].every((file) => existsSync(file));
}

/** Starts a browser of Playwright's without a window. */
export function launch(name: PlaywrightName): Promise<Browser> {
  const [executablePath] = FILES[name];
  if (name === 'chromium') return chromium.launch({ executablePath, args: QUIET });
  // the channel makes Playwright speak WebDriver BiDi, which a Firefox that it has not patched knows
  return firefox.launch({ executablePath, channel: 'moz-firefox' });
}

/** Starts any browser without a window. */
export async function launchPlain(name: BrowserName): Promise<PlainBrowser> {
  if (name === 'webkit') return launchWebKit();
  const browser = await launch(name);
  return {
    version: browser.version(),
    async newPage(): Promise<PlainPage> {
      const page = await browser.newPage({ ignoreHTTPSErrors: true });
      page.setDefaultTimeout(15_000);
      return {
        goto: async (url) => void (await page.goto(url)),
        evaluate: (expression) => page.evaluate(expression),
        clearCookies: () => page.context().clearCookies(),
        close: () => page.context().close(),
      };
    },
    close: () => browser.close(),
  };
}
