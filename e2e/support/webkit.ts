/** WebKitGTK, the engine of Safari as Debian has it: Playwright can't drive it, its own WebKitWebDriver does. It wants a screen: Xvfb is one. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import type { Readable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import type { PlainBrowser, PlainPage } from './browsers.ts';
import { callDriver, WebDriverSession } from './webdriver.ts';

const MINI_BROWSER = '/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser';
const CAPABILITIES = {
  acceptInsecureCerts: true,
  'webkitgtk:browserOptions': { binary: MINI_BROWSER, args: ['--automation'] },
};

/** What all of it needs. */
export const WEBKIT_FILES: readonly string[] = [MINI_BROWSER, '/usr/bin/WebKitWebDriver', '/usr/bin/Xvfb'];

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill();
  await ended;
}

/** Starts a screen that nobody sees, on a number that is free; gives its name. */
async function startScreen(): Promise<{ readonly child: ChildProcess; readonly display: string }> {
  const args = ['-displayfd', '3', '-screen', '0', '1280x1024x24', '-nolisten', 'tcp'];
  const child = spawn('Xvfb', args, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
  const told = child.stdio[3] as Readable;
  const number = await Promise.race([
    once(told, 'data').then(([bytes]) => String(bytes).trim()),
    once(child, 'exit').then(() => Promise.reject(new Error('Xvfb ended'))),
  ]);
  return { child, display: `:${number}` };
}

async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, 'close');
  return port;
}

/** Starts the driver and waits until it answers. */
async function startDriver(display: string): Promise<{ readonly child: ChildProcess; readonly url: string }> {
  // another process may take the port before the driver does
  for (let tries = 5; ; tries--) {
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    const env = { ...process.env, DISPLAY: display, GDK_BACKEND: 'x11', NO_AT_BRIDGE: '1' };
    const child = spawn('WebKitWebDriver', [`--port=${port}`, '--host=127.0.0.1'], { env, stdio: 'ignore' });
    for (let waited = 0; waited < 200 && child.exitCode === null; waited++) {
      const up = await callDriver(url, 'GET', '/status').catch(() => undefined);
      if (up !== undefined) return { child, url };
      await delay(50);
    }
    await end(child);
    if (tries === 1) throw new Error('WebKitWebDriver does not answer');
  }
}

/** Starts WebKitGTK: each page is a browser of its own, since this driver has one page for each. */
export async function launchWebKit(): Promise<PlainBrowser> {
  const screen = await startScreen();
  const driver = await startDriver(screen.display).catch(async (error: unknown) => {
    await end(screen.child);
    throw error;
  });
  const killAll = (): void => {
    driver.child.kill();
    screen.child.kill();
  };
  process.once('exit', killAll);
  process.once('SIGTERM', () => process.exit(1));
  let open: WebDriverSession | undefined;
  const close = async (): Promise<void> => {
    await open?.close().catch(() => {});
    open = undefined;
  };
  // a page that has crashed took its session along: there is nothing left to close
  const newPage = async (): Promise<PlainPage> => {
    await close();
    const session = await WebDriverSession.open(driver.url, CAPABILITIES);
    open = session;
    return {
      goto: (url) => session.goto(url),
      evaluate: (expression) => session.evaluate(expression),
      clearCookies: () => session.clearCookies(),
      close,
    };
  };
  await newPage();
  const version = (open as WebDriverSession | undefined)?.version ?? '';
  return {
    version,
    newPage,
    async close(): Promise<void> {
      await close();
      await end(driver.child);
      await end(screen.child);
      process.off('exit', killAll);
    },
  };
}
