/** The example web app, built by Vite and used as a person would: a search, an upload, a stop, and an error that says what happened. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { build, type PreviewServer, preview } from 'vite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launch, playwrightNames } from '../support/browsers.ts';
import { inEachBrowser } from './support/each-browser.ts';

const app = join(import.meta.dirname, '../../examples/browser');
const outDir = mkdtempSync(join(tmpdir(), 'beckon-app-'));
const screenshots = join(import.meta.dirname, '../../node_modules/.beckon-screenshots');
let server: PreviewServer;
let url = '';

beforeAll(async () => {
  mkdirSync(screenshots, { recursive: true });
  const shared = { root: app, configFile: join(app, 'vite.config.ts'), logLevel: 'error' as const };
  await build({ ...shared, build: { outDir } });
  server = await preview({ ...shared, build: { outDir }, preview: { host: '127.0.0.1', port: 0 } });
  const address = server.httpServer.address();
  url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/`;
});

afterAll(async () => {
  await server.close();
  rmSync(outDir, { recursive: true, force: true });
});

inEachBrowser(playwrightNames, launch, (name, browser) => {
  async function onPage(
    viewport: { width: number; height: number },
    use: (page: Page) => Promise<void>,
  ): Promise<void> {
    const page = await browser().newPage({ viewport });
    page.setDefaultTimeout(10_000);
    const faults: string[] = [];
    page.on('pageerror', (error) => faults.push(error.message));
    try {
      await page.goto(url);
      await use(page);
      expect(faults).toEqual([]);
    } finally {
      await page.context().close();
    }
  }
  const desk = { width: 1200, height: 800 };
  const phone = { width: 390, height: 844 };
  const photo = { name: 'photo.jpg', mimeType: 'image/jpeg', buffer: Buffer.alloc(3_000_000, 7) };

  test('a search shows what was found', async () => {
    await onPage(desk, async (page) => {
      await page.getByRole('searchbox').fill('oolong');
      await page.getByRole('button', { name: 'Search' }).click();
      await page.getByText('2 teas.').waitFor();
      expect(await page.locator('#teas li').allInnerTexts()).toEqual([
        expect.stringMatching(/^Tieguanyin, oolong\s+China$/),
        expect.stringMatching(/^Dong Ding, oolong\s+Taiwan$/),
      ]);
    });
  });

  test('an error of the server is told to a person, and the page goes on', async () => {
    await onPage(desk, async (page) => {
      await page.getByRole('button', { name: 'broken' }).click();
      const alert = page.getByRole('alert');
      await alert.waitFor();
      expect(await alert.textContent()).toBe(
        'The shop answered 503: Service Unavailable. Please try again in a moment.',
      );
      await page.getByRole('button', { name: 'green', exact: true }).click();
      await page.getByText('3 teas.').waitFor();
      expect(await alert.count()).toBe(0);
    });
  });

  test('a server that is away is told apart from one that fails', async () => {
    await onPage(desk, async (page) => {
      await page.route('**/api/teas*', (route) => route.abort('connectionrefused'));
      await page.getByRole('button', { name: 'green', exact: true }).click();
      await page.getByText('The shop does not answer. Are you online?').waitFor();
    });
  });

  test('a slow search can be stopped', async () => {
    await onPage(desk, async (page) => {
      await page.getByRole('button', { name: 'slow' }).click();
      await page.getByText('Searching …').waitFor();
      await page.getByRole('button', { name: 'Stop' }).click();
      await page.getByText('Stopped.', { exact: true }).waitFor();
      expect(await page.getByRole('button', { name: 'Search' }).isEnabled()).toBe(true);
    });
  });

  test('an upload shows how far it is, and can be stopped', async () => {
    await onPage(phone, async (page) => {
      await page.locator('#file').setInputFiles(photo);
      await page.getByRole('button', { name: 'Send' }).click();
      await page.getByText(/^[1-9]\d? % sent$/).waitFor();
      await page.getByRole('button', { name: 'Stop' }).click();
      await page.getByText('Stopped.', { exact: true }).waitFor();
      const reached = await page.locator('#progress').evaluate((bar) => (bar as unknown as { value: number }).value);
      expect(reached).toBeGreaterThan(0);
      expect(reached).toBeLessThan(1);
      await page.getByRole('button', { name: 'Send' }).click();
      await page.getByText('photo.jpg is sent: 3,000,000 bytes.').waitFor();
      expect(await page.locator('#progress').evaluate((bar) => (bar as unknown as { value: number }).value)).toBe(1);
    });
  });

  test.each([
    ['desk', desk],
    ['phone', phone],
  ])('a picture at the width of a %s', async (width, viewport) => {
    await onPage(viewport, async (page) => {
      await page.getByRole('button', { name: 'green', exact: true }).click();
      await page.getByText('3 teas.').waitFor();
      await page.locator('#file').setInputFiles(photo);
      await page.getByRole('button', { name: 'Send' }).click();
      await page.getByText(/^[1-9]\d* % sent$/).waitFor();
      await page.screenshot({ path: join(screenshots, `${name}-${width}.png`), fullPage: true });
      await page.getByRole('button', { name: 'broken' }).click();
      await page.getByRole('alert').waitFor();
      await page.screenshot({ path: join(screenshots, `${name}-${width}-error.png`), fullPage: true });
      const wider = await page.evaluate('document.documentElement.scrollWidth > innerWidth');
      expect(wider).toBe(false);
    });
  });
});
