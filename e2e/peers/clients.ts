/** Each client as its documentation tells to use it: one handle for all calls, and its own options. */
import axios from 'axios';
import { HTTPAdapter, Retry, Session } from 'beckon';
import got from 'got';
import ky from 'ky';
import { ofetch } from 'ofetch';
import { interceptors, Agent as UndiciAgent, request as undiciRequest } from 'undici';

export const CLIENTS = ['beckon', 'axios', 'got', 'ky', 'undici', 'ofetch', 'fetch'] as const;
export type ClientName = (typeof CLIENTS)[number];

/** What a call gave: the text, and whatever the client calls its response. */
export interface Answer {
  readonly text: string;
  readonly native: object;
}

/** A handle. Its calls take the client's own options, as a JavaScript program would write them. */
export type Get = (url: string, options?: object) => Promise<Answer>;

const makers: Readonly<Record<ClientName, () => Get>> = {
  beckon: () => {
    const adapter = new HTTPAdapter({ maxRetries: new Retry({ total: 3, statusForcelist: [503] }) });
    const session = new Session({ adapters: { 'http://': adapter } });
    return async (url, options) => {
      const native = await session.get(url, options);
      return { text: native.text, native };
    };
  },
  axios: () => {
    const instance = axios.create();
    return async (url, options) => {
      const native = await instance.get<string>(url, { responseType: 'text', ...options });
      return { text: native.data, native };
    };
  },
  got: () => {
    const instance = got.extend({});
    return async (url, options) => {
      const native = await instance(url, { ...options, isStream: false, resolveBodyOnly: false, responseType: 'text' });
      return { text: native.body, native };
    };
  },
  ky: () => {
    const instance = ky.create({});
    return async (url, options) => {
      const native = await instance.get(url, options);
      return { text: await native.clone().text(), native };
    };
  },
  undici: () => {
    // the interceptors are part of undici, and its documentation's way to redirects, retries and decompression
    const { redirect, retry, decompress } = interceptors;
    const agent = new UndiciAgent().compose(retry(), redirect({ maxRedirections: 10 }), decompress());
    return async (url, options) => {
      const native = await undiciRequest(url, { dispatcher: agent, ...options });
      return { text: await native.body.text(), native };
    };
  },
  ofetch: () => {
    const instance = ofetch.create({});
    return async (url, options) => {
      const native = await instance.raw(url, { ...options, responseType: 'text' });
      return { text: native._data ?? '', native };
    };
  },
  fetch: () => async (url, options) => {
    const native = await fetch(url, options);
    return { text: await native.clone().text(), native };
  },
};

export function newClient(name: ClientName): Get {
  return makers[name]();
}
