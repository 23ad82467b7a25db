import type { AddressInfo, Socket } from 'node:net';
import { EnvHttpProxyAgent, Socks5ProxyAgent } from 'undici';
import { httpProxy, socksProxy } from '../../../examples/server/proxies.ts';
import type { Claim } from '../claim.ts';
import { type ClientName, newClient } from '../clients.ts';
import { getInChild } from '../support/in-child.ts';

type Proxy = ReturnType<typeof httpProxy> | ReturnType<typeof socksProxy>;

/** Runs with a proxy. @returns whether a connection came to it */
async function isUsed(proxy: Proxy, run: (address: string) => Promise<unknown>): Promise<boolean> {
  const connections: Socket[] = [];
  proxy.on('connection', (socket: Socket) => connections.push(socket));
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  try {
    await run(`127.0.0.1:${(proxy.address() as AddressInfo).port}`);
  } catch {
    return false;
  } finally {
    for (const socket of connections) socket.destroy();
    await new Promise((resolve) => proxy.close(resolve));
  }
  return connections.length > 0;
}

export const environment: Claim = {
  title: 'Proxies of the environment',
  async find(client, { origin }) {
    const inChild = (more: object) =>
      isUsed(httpProxy(), async (address) => {
        const text = await getInChild(client, `${origin}/proxy`, { HTTP_PROXY: `http://${address}`, ...more });
        if (text !== 'ok') throw new Error(text);
      });
    if (await inChild({})) return 'yes';
    if (await inChild({ NODE_USE_ENV_PROXY: '1' })) return 'part';
    if (client !== 'undici') return 'no';
    const byAgent = await isUsed(httpProxy(), async (address) => {
      const dispatcher = new EnvHttpProxyAgent({ httpProxy: `http://${address}` });
      await newClient(client)(`${origin}/proxy`, { dispatcher }).finally(() => dispatcher.close());
    });
    return byAgent ? 'part' : 'no';
  },
};

/** The option that looks like the one for it. */
const bySocks: Readonly<Record<ClientName, (host: string, port: number) => object>> = {
  beckon: (host, port) => ({ proxies: { all: `socks5h://${host}:${port}` } }),
  axios: (host, port) => ({ proxy: { protocol: 'socks5', host, port }, timeout: 2000 }),
  got: (host, port) => ({ proxy: `socks5://${host}:${port}` }),
  ky: (host, port) => ({ proxy: `socks5://${host}:${port}` }),
  undici: (host, port) => ({ dispatcher: new Socks5ProxyAgent(`socks5://${host}:${port}`) }),
  ofetch: (host, port) => ({ proxy: `socks5://${host}:${port}` }),
  fetch: (host, port) => ({ proxy: `socks5://${host}:${port}` }),
};

export const socks: Claim = {
  title: 'SOCKS proxies',
  async find(client, { port }) {
    const url = `http://localhost:${port}/socks`;
    const byOption = await isUsed(socksProxy(), async (address) => {
      const [host = '', proxyPort] = address.split(':');
      const { text } = await newClient(client)(url, bySocks[client](host, Number(proxyPort)));
      if (text !== 'ok') throw new Error(text);
    });
    if (byOption) return client === 'undici' ? 'part' : 'yes';
    const byEnvironment = await isUsed(socksProxy(), async (address) => {
      const proxy = `socks5://${address}`;
      const variables = { HTTP_PROXY: proxy, ALL_PROXY: proxy, NODE_USE_ENV_PROXY: '1' };
      const text = await getInChild(client, url, variables);
      if (text !== 'ok') throw new Error(text);
    });
    return byEnvironment ? 'part' : 'no';
  },
};
