import { type Client, COOKIES, count, FILE, FORM, pieces, RECORD, type Setting } from '../client.ts';

type Beckon = typeof import('beckon');

const JAR_SIZES = [1, 10, 100, 1000, 10_000] as const;
const MOUNT_COUNTS = [1, 10, 100] as const;

/** The client that sends by the fetch of the runtime, and not over node:http. */
export const OVER_FETCH = 'beckon with FetchAdapter';

/**
 * Beckon.
 * @param at where its module is: the packages as they are installed, not their sources
 */
export async function beckon(setting: Setting, at: string, overFetch: boolean): Promise<Client> {
  const { origin, secureOrigin, caFile, streamBytes } = setting;
  const { Session, HTTPAdapter, FetchAdapter, get }: Beckon = await import(at);
  const open = (): InstanceType<Beckon['Session']> => {
    const opened = new Session();
    if (!overFetch) return opened;
    const adapter = new FetchAdapter();
    for (const prefix of ['http://', 'https://']) opened.mount(prefix, adapter);
    return opened;
  };
  const session = open();
  const json = `${origin}/json`;
  const secured = new Session({ verify: caFile ?? true });
  const jarred = open();
  for (const [name, value] of Object.entries(COOKIES)) {
    jarred.cookies.set(name, value, { domain: '127.0.0.1', path: '/' });
  }

  const client: Record<string, () => Promise<unknown>> = {
    json: async () => (await session.get(json)).json(),
    'json with cookies': async () => (await jarred.get(json)).json(),
    // not every fetch takes certificates
    ...(!overFetch && { 'json over TLS': async () => (await secured.get(`${secureOrigin}/json`)).json() }),
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
    'new session': async () => {
      if (!overFetch) return (await get(json)).json();
      await using own = open();
      return (await own.get(json)).json();
    },
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
