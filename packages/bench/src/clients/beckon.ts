import { type Client, COOKIES, count, FILE, FORM, pieces, RECORD, type Setting } from '../client.ts';

type Beckon = typeof import('beckon');

const JAR_SIZES = [1, 10, 100, 1000, 10_000] as const;
const MOUNT_COUNTS = [1, 10, 100] as const;

/** Beckon. @param at where its module is: the packages as they are installed, not their sources */
export async function beckon({ origin, secureOrigin, caFile, streamBytes }: Setting, at: string): Promise<Client> {
  const { Session, HTTPAdapter, get }: Beckon = await import(at);
  const session = new Session();
  const json = `${origin}/json`;
  const secured = new Session({ verify: caFile ?? true });
  const jarred = new Session();
  for (const [name, value] of Object.entries(COOKIES)) {
    jarred.cookies.set(name, value, { domain: '127.0.0.1', path: '/' });
  }

  const client: Record<string, () => Promise<unknown>> = {
    json: async () => (await session.get(json)).json(),
    'json with cookies': async () => (await jarred.get(json)).json(),
    'json over TLS': async () => (await secured.get(`${secureOrigin}/json`)).json(),
    'post JSON': async () => (await session.post(`${origin}/take`, { json: RECORD })).json(),
    'post form': async () => (await session.post(`${origin}/take`, { data: FORM })).json(),
    'post multipart': async () => (await session.post(`${origin}/take`, { files: { file: ['tea.bin', FILE] } })).json(),
    download: async () => {
      const response = await session.get(`${origin}/bytes/${streamBytes}`, { stream: true });
      await count(response.iterContent({ chunkSize: null }), streamBytes);
    },
    upload: () => {
      const headers = { 'Content-Length': String(streamBytes) };
      return session.post(`${origin}/take`, { data: pieces(streamBytes), headers });
    },
    gzip: async () => (await session.get(`${origin}/gzip`)).json(),
    redirects: async () => (await session.get(`${origin}/redirect/5`)).json(),
    'new session': async () => (await get(json)).json(),
  };
  for (const size of JAR_SIZES) {
    let own: InstanceType<Beckon['Session']> | null = null;
    const fill = (): InstanceType<Beckon['Session']> => {
      own = new Session();
      own.cookies.set('mine', 'value', { domain: '127.0.0.1', path: '/' });
      for (let n = 1; n < size; n++)
        own.cookies.set(`name${n}`, 'value', { domain: `host${n % 500}.example`, path: '/' });
      return own;
    };
    client[`${size} cookies`] = async () => (await (own ?? fill()).get(json)).json();
  }
  for (const mounts of MOUNT_COUNTS) {
    let own: InstanceType<Beckon['Session']> | null = null;
    const fill = (): InstanceType<Beckon['Session']> => {
      own = new Session();
      for (let n = 0; n < mounts; n++) own.mount(`https://service-${n}.example/v${n}/`, new HTTPAdapter());
      return own;
    };
    client[`${mounts} mounts`] = async () => (await (own ?? fill()).get(json)).json();
  }
  return client;
}
