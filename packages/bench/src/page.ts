/** What runs in the page: the clients, and one task after another. It is bundled, with Beckon handed in. */
import axios from 'axios';
import ky from 'ky';
import { type Client, RECORD } from './client.ts';
import type { PAGE_CLIENTS } from './rows.ts';
import { type Measured, runCalls, type Task } from './run-calls.ts';

type PageClient = (typeof PAGE_CLIENTS)[number];
type Beckon = typeof import('beckon');

function createClients({ Session, get, post }: Beckon): Readonly<Record<PageClient, Client>> {
  // each as its users write it: some take a path, some want the whole address
  const { origin } = location;
  const session = new Session();
  const posted: RequestInit = { method: 'POST', headers: { 'Content-Type': 'application/json' } };
  return {
    fetch: {
      json: async () => (await fetch(`${origin}/json`)).json(),
      'post JSON': async () => (await fetch(`${origin}/take`, { ...posted, body: JSON.stringify(RECORD) })).json(),
    },
    beckon: {
      json: async () => (await session.get(`${origin}/json`)).json(),
      'post JSON': async () => (await session.post(`${origin}/take`, { json: RECORD })).json(),
    },
    'beckon without a session': {
      json: async () => (await get(`${origin}/json`)).json(),
      'post JSON': async () => (await post(`${origin}/take`, { json: RECORD })).json(),
    },
    ky: {
      json: () => ky.get(`${origin}/json`).json(),
      'post JSON': () => ky.post(`${origin}/take`, { json: RECORD }).json(),
    },
    axios: {
      json: async () => (await axios.get(`${origin}/json`)).data,
      'post JSON': async () => (await axios.post(`${origin}/take`, RECORD)).data,
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
