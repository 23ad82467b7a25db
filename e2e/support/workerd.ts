/** Cloudflare's workerd, by miniflare: runs one module that answers `fetch`. */
import { Miniflare } from 'miniflare';

/** What workerd is told of the platform's age. */
export const COMPATIBILITY_DATE = '2026-07-01';

/** A worker that runs. */
export interface Worker {
  /** Asks the worker, at `http://worker/` and what is put behind it. */
  ask(path: string, body?: unknown): Promise<string>;
  stop(): Promise<void>;
}

/** @param script an ES module whose default export has `fetch` */
export async function startWorker(script: string): Promise<Worker> {
  const miniflare = new Miniflare({
    modules: true,
    script,
    compatibilityDate: COMPATIBILITY_DATE,
    host: '127.0.0.1',
    port: 0,
  });
  await miniflare.ready;
  return {
    async ask(path, body): Promise<string> {
      const init = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) };
      const answer = await miniflare.dispatchFetch(new URL(path, 'http://worker/'), init);
      const text = await answer.text();
      if (!answer.ok) throw new Error(`the worker answered ${answer.status}: ${text}`);
      return text;
    },
    stop: () => miniflare.dispose(),
  };
}
