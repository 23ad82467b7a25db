/** What runs in the page: the clients, and one task after another. It is bundled, with Beckon handed in. */
import axios from 'axios';
import ky from 'ky';
import { type Client, RECORD } from './client.ts';
import type { PAGE_CLIENTS } from './rows.ts';
import { type Measured, runCalls, type Task } from './run-calls.ts';

type PageClient = (typeof PAGE_CLIENTS)[number];
type Beckon = typeof import('beckon');

function createClients({ Session, get, post }: Beckon): Readonly<Record<PageClient, Client>> {
  const { origin } = location;
  const take = `${origin}/take`;
  let count = 0;
  /** One of 20 addresses: Chromium sends GETs of the same address one after the other, since its cache might answer the second. */
  const json = (): string => `${origin}/json?${count++ % 20}`;
  const session = new Session();
  const posted: RequestInit = { method: 'POST', headers: { 'Content-Type': 'application/json' } };
  return {
    fetch: {
      json: async () => (await fetch(json())).json(),
      'post JSON': async () => (await fetch(take, { ...posted, body: JSON.stringify(RECORD) })).json(),
    },
    beckon: {
      json: async () => (await session.get(json())).json(),
      'post JSON': async () => (await session.post(take, { json: RECORD })).json(),
    },
    'beckon without a session': {
      json: async () => (await get(json())).json(),
      'post JSON': async () => (await post(take, { json: RECORD })).json(),
    },
    ky: {
      json: () => ky.get(json()).json(),
      'post JSON': () => ky.post(take, { json: RECORD }).json(),
    },
    axios: {
      json: async () => (await axios.get(json())).data,
      'post JSON': async () => (await axios.post(take, RECORD)).data,
    },
  };
}

/** What the page is asked to do. */
export type RunInPage = (client: string, task: Task) => Promise<Measured>;

/** @param beckon Beckon's module for browsers */
export function createRun(beckon: Beckon): RunInPage {
  const clients = createClients(beckon);
  return async (client, task) => {
    // a client that is measured beside what it was before has the same name but for its end
    const call = clients[client.replace(/ before$/, '') as PageClient]?.[task.work];
    if (call === undefined) throw new Error(`${client} does not do "${task.work}"`);
    return { seconds: await runCalls(call, task) };
  };
}
