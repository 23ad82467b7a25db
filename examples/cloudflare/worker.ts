/**
 * A Cloudflare Worker: it signs in at another service, keeps its cookie and
 * answers in its own words. `wrangler dev examples/cloudflare/worker.ts`
 */
import { HTTPError, Session, Timeout } from 'beckon';

interface Environment {
  /** Where the other service is. */
  readonly BACKEND: string;
}

export default {
  async fetch(_: Request, { BACKEND }: Environment): Promise<Response> {
    await using session = new Session({ timeout: 5_000 });
    try {
      const home = await session.get(`${BACKEND}/cookies/set`, {
        params: { theme: 'dark' },
      });
      home.raiseForStatus();
      return Response.json({ from: 'a worker', home: home.json() });
    } catch (error) {
      if (error instanceof Timeout)
        return new Response('late', { status: 504 });
      if (error instanceof HTTPError)
        return new Response('bad', { status: 502 });
      throw error;
    }
  },
};
