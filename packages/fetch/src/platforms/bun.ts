import {
  type AdapterSendOptions,
  checkProxyUrl,
  type PreparedRequest,
  selectProxy,
  type TlsCertificate,
  type TlsVerify,
} from '@beckon/core';
import type { FetchPlatform } from '../platform.ts';
import { webDecoders } from '../web-decoders.ts';
import { generic, genericCapabilities } from './generic.ts';

/** A file that is read when it is needed: what Bun's `tls` takes in the place of PEM text. */
type BunFile = Blob;
interface BunGlobal {
  readonly Bun?: { file(path: string): BunFile };
}

function file(path: string): BunFile | undefined {
  return (globalThis as BunGlobal).Bun?.file(path);
}

function tlsOf(verify: TlsVerify | undefined, cert: TlsCertificate | null | undefined): Record<string, unknown> {
  const tls: Record<string, unknown> = {};
  if (verify === false) tls.rejectUnauthorized = false;
  else if (typeof verify === 'string') tls.ca = file(verify);
  else if (typeof verify === 'object') tls.ca = verify.ca;
  if (typeof cert === 'string') Object.assign(tls, { cert: file(cert), key: file(cert) });
  else if (Array.isArray(cert)) Object.assign(tls, { cert: file(cert[0]), key: file(cert[1]) });
  else if (cert) Object.assign(tls, cert);
  return tls;
}

/** Proxies and certificates go to Bun's fetch beside what WHATWG knows. */
function extras(request: PreparedRequest, options: AdapterSendOptions): Record<string, unknown> {
  const url = request.url ?? '';
  const proxy = options.proxies ? selectProxy(url, options.proxies) : null;
  // without `false`, Bun asks the environment itself, whatever trustEnv says
  const said: Record<string, unknown> = { proxy: proxy ? checkProxyUrl(proxy) : false };
  if (url.startsWith('https:')) {
    const tls = tlsOf(options.verify, options.cert);
    if (Object.keys(tls).length > 0) said.tls = tls;
  }
  return said;
}

/** What Bun sends under its own name; any other method would go out as GET, in silence. */
const METHODS =
  'ACL BIND CHECKOUT COPY DELETE GET HEAD LINK LOCK M-SEARCH MERGE MKACTIVITY MKCALENDAR MKCOL MOVE NOTIFY OPTIONS PATCH POST PROPFIND ' +
  'PROPPATCH PURGE PUT QUERY REBIND REPORT SEARCH SOURCE SUBSCRIBE UNBIND UNLINK UNLOCK UNSUBSCRIBE';

/** Bun. */
export const bun: FetchPlatform = {
  ...generic,
  capabilities: {
    ...genericCapabilities,
    proxies: ['http', 'https'],
    verify: { off: true, ca: true },
    cert: true,
    forbiddenHeaders: ['expect', 'keep-alive', 'transfer-encoding', 'upgrade'],
  },
  methods: new Set(METHODS.split(' ')),
  extras,
  // it takes off one coding; of several, none
  decoders: (contentEncoding) => (contentEncoding.includes(',') ? webDecoders : undefined),
};
