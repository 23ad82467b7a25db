/**
 * The core of Beckon: the models, the session and the rules under them, free of any runtime. Users install `beckon`; adapters build on this.
 * @module
 */
export { type AdapterSendOptions, BaseAdapter, type Capabilities } from './adapter.ts';
export { type Api, createApi, type Verb } from './api.ts';
export { AuthBase } from './auth/auth-base.ts';
export { HTTPBasicAuth } from './auth/basic.ts';
export { basicAuthHeader } from './auth/basic-header.ts';
export { HTTPDigestAuth } from './auth/digest-auth.ts';
export { getNetrcAuth } from './auth/netrc-auth.ts';
export { HTTPProxyAuth } from './auth/proxy-auth.ts';
export { type BodySource, isBodySource, openSource, type PreparedBody } from './body/body-source.ts';
export { chunksOf } from './body/chunks.ts';
export { guessFilename } from './body/guess-filename.ts';
export { iterSlices } from './body/iter-slices.ts';
export { reportProgress } from './body/progress.ts';
export { rewindBody } from './body/rewind-body.ts';
export { superLen } from './body/super-len.ts';
export { buildResponse, type ResponseParts } from './build-response.ts';
export { isForbiddenHeader, isInheritedHeader } from './capabilities.ts';
export { CaseInsensitiveDict, type DictInit } from './case-insensitive-dict.ts';
export type { CookieJarLike } from './cookies/cookie-jar.ts';
export type { DefaultEncoding } from './encoding/default-encoding.ts';
export { getEncodingFromHeaders } from './encoding/encoding-from-headers.ts';
export { getEncodingsFromContent } from './encoding/encodings-from-content.ts';
export { guessJsonUtf } from './encoding/guess-json.ts';
export { getUnicodeFromResponse } from './encoding/unicode-from-response.ts';
export { type EnvironmentRules, environmentRules } from './environment-rules.ts';
export * from './errors.ts';
export { expectObject, expectRequest, expectText, kindOf } from './expect.ts';
export { defaultHeaders, defaultUserAgent } from './headers/default-headers.ts';
export { parseDictHeader } from './headers/parse-dict-header.ts';
export { parseListHeader } from './headers/parse-list-header.ts';
export { ResponseHeaders } from './headers/response-headers.ts';
export { checkHeaderValidity } from './headers/validate-header.ts';
export type { HookLists } from './hooks.ts';
export { WEB_INIT } from './hop-options.ts';
export { inspectAs } from './inspect.ts';
export type { WebInit } from './interop/web-init.ts';
export { parseHeaderLinks } from './links/parse-header-links.ts';
export { LookupDict } from './lookup-dict.ts';
export { noEnvironment } from './no-environment.ts';
export type * from './options.ts';
export { PreparedRequest, type RequestParts } from './prepared-request.ts';
export { addressInNetwork, dottedNetmask, isIpv4Address, isValidCidr } from './proxy/address.ts';
export { checkProxyUrl } from './proxy/check-proxy-url.ts';
export { getEnvironProxies } from './proxy/environ-proxies.ts';
export { resolveProxies } from './proxy/resolve-proxies.ts';
export { selectProxy } from './proxy/select-proxy.ts';
export { shouldBypassProxies } from './proxy/should-bypass.ts';
export { Request } from './request.ts';
export { followRedirects, type RedirectEngine } from './resolve-redirects.ts';
export { Response, type ResponseInit } from './response.ts';
export { kindOfError, markNothingSent, nothingSent } from './retry/error-kind.ts';
export { Retry, type RetryAttempt, type RetryOptions } from './retry/retry.ts';
export { type Environment, emptyEnvironment, type Runtime } from './runtime.ts';
export { type EnvironmentSettings, Session, type SessionInit } from './session.ts';
export { codes } from './status-codes.ts';
export { bodyDecoder } from './stream/body-decoder.ts';
export type { DecoderOfCoding } from './stream/decode-content.ts';
export {
  type BodyDecoder,
  type BodyOptions,
  bodyOfBytes,
  type ContentDecoder,
  type ContentDecoders,
  type IncomingBody,
} from './stream/incoming-body.ts';
export { isNullBodyStatus } from './stream/null-body-status.ts';
export { streamOf } from './stream/stream-of.ts';
export { normalizeTimeout } from './timeout.ts';
export { absoluteTarget, encodeTarget } from './url/encode-target.ts';
export { fromKeyValList, toKeyValList } from './url/key-val-list.ts';
export { hostnameOf, originOf } from './url/origin.ts';
export { pathUrl } from './url/path-url.ts';
export { isPlainUrl } from './url/plain-url.ts';
export { prependSchemeIfNeeded } from './url/prepend-scheme.ts';
export { redactUrl } from './url/redact-url.ts';
export { requoteUri, unquoteUnreserved } from './url/requote-uri.ts';
export { authOfUrl, getAuthFromUrl, urldefragauth } from './url/url-auth.ts';
export { version } from './version.ts';
