import type { BaseAdapter, Capabilities } from './adapter.ts';
import { isBodySource } from './body/body-source.ts';
import { UnsupportedOptionError } from './errors.ts';
import { defaultUserAgent } from './headers/default-headers.ts';
import type { HeaderValue, SendOptions } from './options.ts';
import type { PreparedRequest } from './prepared-request.ts';
import { selectProxy } from './proxy/select-proxy.ts';

function refuse(option: string, capabilities: Capabilities, wayOut: string, request: PreparedRequest): never {
  throw new UnsupportedOptionError(`${capabilities.name} can't do ${option}; nothing was sent. ${wayOut}`, { request });
}

/**
 * Holds what a request asks for against what its adapter can do, before a byte is sent. The one place that knows how to say no.
 * @throws {UnsupportedOptionError} naming the option, the adapter and the way out
 */
export function assertSupported(adapter: BaseAdapter, request: PreparedRequest, options: SendOptions): void {
  const can = adapter.capabilities;
  if (!can) return; // an adapter of one's own says nothing: it answers for itself
  assertProxy(can, request, options);
  assertTls(can, request, options);
  if (!can.redirects && options.allowRedirects === false) {
    refuse(
      'allowRedirects: false',
      can,
      'The platform follows redirects itself and hides them: leave the option out.',
      request,
    );
  }
  assertBody(can, request, options);
  if (can.forbiddenHeaders.length > 0) assertHeaders(can, request);
}

function assertProxy(can: Capabilities, request: PreparedRequest, options: SendOptions): void {
  if (can.proxies.length >= 6 || !options.proxies) return;
  const proxy = selectProxy(request.url ?? '', options.proxies as Record<string, string>);
  if (!proxy) return;
  const scheme = /^([a-z0-9]+):\/\//i.exec(proxy)?.[1]?.toLowerCase() ?? 'http';
  if (!(can.proxies as readonly string[]).includes(scheme)) {
    const known =
      can.proxies.length > 0 ? `It goes through ${can.proxies.join(', ')}.` : 'It goes through no proxy at all.';
    refuse(
      `a ${scheme} proxy`,
      can,
      `${known} Mount another adapter, or set trustEnv: false if the proxy is the environment's.`,
      request,
    );
  }
}

function assertTls(can: Capabilities, request: PreparedRequest, options: SendOptions): void {
  if (can.verify.off && can.verify.ca && can.cert) return;
  if (!request.url?.toLowerCase().startsWith('https:')) return; // as in Requests, these say nothing about http
  const { verify, cert } = options;
  if (verify === false && !can.verify.off)
    refuse('verify: false', can, 'Trust the certificate on the platform.', request);
  if (verify !== undefined && typeof verify !== 'boolean' && !can.verify.ca) {
    refuse(
      'verify with authorities of your own',
      can,
      "Trust them on the platform, mount HTTPAdapter where there is one, or set trustEnv: false if they are the environment's.",
      request,
    );
  }
  if (cert && !can.cert) refuse('cert', can, 'Client certificates need HTTPAdapter, in Node, Deno or Bun.', request);
}

function assertBody(can: Capabilities, request: PreparedRequest, options: SendOptions): void {
  if (request.body === null) return;
  if (!can.bodyWithGet && (request.method === 'GET' || request.method === 'HEAD')) {
    refuse(`a body with ${request.method}`, can, 'Use another method, or mount HTTPAdapter.', request);
  }
  if (!can.streamingUpload && isBodySource(request.body) && !request.body.blobParts) {
    refuse('a streamed body', can, 'Give the body as bytes, text or a Blob.', request);
  }
  if (!can.uploadProgress && options.onUploadProgress) refuse('onUploadProgress', can, 'Leave it out here.', request);
}

function assertHeaders(can: Capabilities, request: PreparedRequest): void {
  for (const [name, value] of request.headers) {
    const low = name.toLowerCase();
    if (isForbiddenHeader(can, low) && !isInheritedHeader(low, value)) {
      refuse(`the header ${name}`, can, 'The platform writes it itself and lets nobody else.', request);
    }
  }
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
  switch (low) {
    case 'user-agent':
      return value === defaultUserAgent();
    case 'accept-encoding':
      return /^gzip, deflate(, br)?(, zstd)?$/.test(String(value));
    case 'connection':
      return value === 'keep-alive';
    case 'transfer-encoding':
      return value === 'chunked';
    default:
      return low === 'content-length';
  }
}
