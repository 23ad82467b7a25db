import type { BaseAdapter, Capabilities } from './adapter.ts';
import { isBodySource } from './body/body-source.ts';
import { UnsupportedOptionError } from './errors.ts';
import { defaultUserAgent } from './headers/default-headers.ts';
import type { HeaderValue, SendOptions } from './options.ts';
import type { PreparedRequest } from './prepared-request.ts';
import { selectProxy } from './proxy/select-proxy.ts';

/**
 * Holds what a request asks for against what its adapter can do, before a byte is sent. The one place that knows how to say no.
 * @throws {UnsupportedOptionError} naming the option, the adapter and the way out
 */
export function assertSupported(adapter: BaseAdapter, request: PreparedRequest, options: SendOptions): void {
  const can = adapter.capabilities;
  if (!can) return; // an adapter of one's own says nothing: it answers for itself
  const refused = whatIsRefused(can, request, options);
  if (!refused) return;
  const [option, wayOut] = refused;
  throw new UnsupportedOptionError(`${can.name} can't do ${option}; nothing was sent. ${wayOut}`, { request });
}

/** The option that the adapter lacks, and the way out. */
function whatIsRefused(
  can: Capabilities,
  request: PreparedRequest,
  { proxies, verify, cert, allowRedirects, onUploadProgress }: SendOptions,
): [option: string, wayOut: string] | undefined {
  const { body, method, headers } = request;
  const url = request.url ?? '';
  if (proxies && can.proxies.length < 6) {
    const proxy = selectProxy(url, proxies);
    const scheme = proxy && (/^([a-z0-9]+):\/\//i.exec(proxy)?.[1]?.toLowerCase() ?? 'http');
    if (scheme && !can.proxies.includes(scheme as 'http')) {
      return [
        `a ${scheme} proxy`,
        `It goes through ${can.proxies.join(', ') || 'no proxy at all'}. ${insteadOf('HTTP_PROXY, HTTPS_PROXY, ALL_PROXY')}`,
      ];
    }
  }
  // as in Requests, these say nothing about http
  if (/^https:/i.test(url)) {
    if (verify === false && !can.verify.off) return ['verify: false', 'Trust the certificate on the platform.'];
    if (verify && verify !== true && !can.verify.ca)
      return [
        'verify with authorities of your own',
        `Trust them on the platform. ${insteadOf('REQUESTS_CA_BUNDLE, CURL_CA_BUNDLE')}`,
      ];
    if (cert && !can.cert) return ['cert', 'Client certificates need HTTPAdapter, in Node, Deno or Bun.'];
  }
  if (allowRedirects === false && !can.redirects)
    return ['allowRedirects: false', 'The platform follows redirects itself and hides them: leave the option out.'];
  if (body !== null) {
    if ((method === 'GET' || method === 'HEAD') && !can.bodyWithGet)
      return [`a body with ${method}`, 'Use another method, or mount HTTPAdapter.'];
    if (!can.streamingUpload && isBodySource(body) && !body.blobParts)
      return ['a streamed body', 'Give the body as bytes, text or a Blob.'];
    if (onUploadProgress && !can.uploadProgress) return ['onUploadProgress', 'Leave it out here.'];
  }
  if (can.forbiddenHeaders.length > 0) {
    for (const [name, value] of headers) {
      const low = name.toLowerCase();
      if (isForbiddenHeader(can, low) && !isInheritedHeader(low, value))
        return [`the header ${name}`, 'The platform writes it itself and lets nobody else.'];
    }
  }
  return undefined;
}

/** The ways out of what may come from the environment: to leave it out in silence would go past a proxy that somebody relies on. */
function insteadOf(variables: string): string {
  return `Mount an HTTPAdapter, or set trustEnv: false if it comes from the environment (${variables}).`;
}

/** Whether the platform lets nobody set a header of this name, in lower case. */
export function isForbiddenHeader(can: Capabilities, low: string): boolean {
  return can.forbiddenHeaders.some((name) => (name.endsWith('-') ? low.startsWith(name) : low === name));
}

/**
 * Whether a header stands there by itself: as a default of every session, or for the framing of the body. Where the platform writes such a
 * one, nobody's will is ignored if it is left out (refuse what is asked for, drop what is inherited).
 * @param low the name in lower case
 */
export function isInheritedHeader(low: string, value: HeaderValue): boolean {
  return INHERITED.test(`${low}:${value}`) || (low === 'user-agent' && value === defaultUserAgent());
}

const INHERITED =
  /^(content-length:.*|connection:keep-alive|transfer-encoding:chunked|accept-encoding:gzip, deflate(, br)?(, zstd)?)$/s;
