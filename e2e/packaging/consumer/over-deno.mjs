/** The same over Deno's own client, by the entry's name. */
import * as requests from 'beckon/deno';
import checks from './checks.cjs';

const adapter = new requests.DenoAdapter();

class Session extends requests.Session {
  constructor() {
    super({ adapters: { 'http://': adapter } });
  }
}

const session = new Session();
const get = (...args) => session.get(...args);
const post = (...args) => session.post(...args);
await checks({ ...requests, Session, get, post }, import.meta.resolve('beckon/deno'));
await adapter.close();
