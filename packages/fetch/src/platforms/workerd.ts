import type { FetchPlatform } from '../platform.ts';
import { webDecoders } from '../web-decoders.ts';
import { generic, genericCapabilities } from './generic.ts';

/** Cloudflare's own: a stream that says how long it will be. */
interface FixedLength {
  FixedLengthStream?: new (length: number) => TransformStream<Uint8Array, Uint8Array>;
}

const OWN_CODINGS: ReadonlySet<string> = new Set(['gzip', 'br']);

const METHODS =
  'ACL BASELINE-CONTROL BIND CHECKIN CHECKOUT COPY DELETE GET HEAD LABEL LINK LOCK MERGE MKACTIVITY MKCALENDAR MKCOL MKREDIRECTREF ' +
  'MKWORKSPACE MOVE MSEARCH NOTIFY OPTIONS ORDERPATCH PATCH POST PRI PROPFIND PROPPATCH PURGE PUT REBIND REPORT SEARCH SUBSCRIBE ' +
  'UNBIND UNCHECKOUT UNLINK UNLOCK UNSUBSCRIBE UPDATE UPDATEREDIRECTREF VERSION-CONTROL';

/** Cloudflare Workers. */
export const workerd: FetchPlatform = {
  ...generic,
  capabilities: {
    ...genericCapabilities,
    forbiddenHeaders: ['connection', 'host', 'keep-alive', 'te', 'transfer-encoding', 'upgrade'],
  },
  heedsContentLength: false,
  methods: new Set(METHODS.split(' ')),
  sizedStream(stream, length) {
    const { FixedLengthStream } = globalThis as FixedLength;
    return FixedLengthStream === undefined ? stream : stream.pipeThrough(new FixedLengthStream(length));
  },
  decoders: (contentEncoding) => (OWN_CODINGS.has(contentEncoding) ? undefined : webDecoders),
};
