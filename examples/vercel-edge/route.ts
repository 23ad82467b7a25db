/** A route of Vercel's edge runtime: `app/api/home/route.ts`, say. */
import { Session } from 'beckon';

export const runtime = 'edge';

export async function GET(request: Request): Promise<Response> {
  const backend = new URL(request.url).searchParams.get('backend') ?? '';
  await using session = new Session({ timeout: 5_000 });
  const home = await session.get(`${backend}/cookies/set`, {
    params: { theme: 'dark' },
  });
  // The headers are in: the body goes on to the caller as it comes.
  const file = await session.get(`${backend}/stream/100000`, { stream: true });
  return new Response(file.toWeb().body, {
    headers: {
      'X-Theme': home.json<{ cookies: { theme: string } }>().cookies.theme,
    },
  });
}
