/** The pages under docs/migrate have every name that there is to move: the options and the exports of the clients as they are installed. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import axios from 'axios';
import got from 'got';
import * as kyModule from 'ky';
import { expect, test } from 'vitest';

const read = (...path: string[]): string => readFileSync(join(import.meta.dirname, ...path), 'utf8');

/** The declaration of a type, to the brace that closes it at the beginning of a line. */
function declaration(text: string, start: RegExp): string {
  const from = text.slice(text.search(start));
  return from.slice(0, from.search(/^\}/m));
}

/** The members of a declaration, at its first level. */
function membersOf(text: string, indent: string): string[] {
  const member = new RegExp(`^${indent}(?:get |readonly )?([a-z]\\w*)\\??(?:\\(\\))?:`, 'gm');
  return [...text.matchAll(member)].map(([, name = '']) => name);
}

/** What code spans of a page hold. */
function namesIn(page: string): Set<string> {
  const prose = read('../../docs/migrate', page).replace(/^```[\s\S]*?^```/gm, '');
  const spans = prose.matchAll(/`([^`]+)`/g);
  return new Set([...spans].flatMap(([, span = '']) => span.match(/[A-Za-z_]\w*/g) ?? []));
}

function missing(page: string, names: readonly string[]): string[] {
  expect(names.length).toBeGreaterThan(5);
  const there = namesIn(page);
  return [...new Set(names)].filter((name) => !there.has(name));
}

const types = {
  axios: read('../node_modules/axios/index.d.ts'),
  got: read('../node_modules/got/dist/source/core/options.d.ts'),
  ky: read('../node_modules/ky/distribution/types/options.d.ts'),
  kyRetry: read('../node_modules/ky/distribution/types/retry.d.ts'),
  kyHooks: read('../node_modules/ky/distribution/types/hooks.d.ts'),
};

test("axios: the options of a request, and the response's fields", () => {
  const options = membersOf(declaration(types.axios, /export interface AxiosRequestConfig</), '  ');
  const fields = membersOf(declaration(types.axios, /export interface AxiosResponse</), '  ');
  expect(missing('axios.md', [...options, ...fields])).toEqual([]);
});

test('axios: what its default export has', () => {
  const inherited = new Set(['constructor', 'default', '_request', 'VERSION']);
  const names = Object.keys(axios).filter((name) => !inherited.has(name));
  expect(missing('axios.md', [...names, 'isAxiosError', 'isCancel'])).toEqual([]);
});

test('got: the options', () => {
  const options = [...types.got.matchAll(/^ {4}get (\w+)\(\)/gm)].map(([, name = '']) => name);
  const inner = ['connect', 'secureConnect', 'lookup', 'socket', 'response', 'request', 'send', 'read'];
  const hooks = ['init', 'beforeRequest', 'beforeRedirect', 'beforeRetry', 'beforeError', 'afterResponse'];
  const retry = [
    'limit',
    'methods',
    'statusCodes',
    'errorCodes',
    'calculateDelay',
    'backoffLimit',
    'noise',
    'maxRetryAfter',
  ];
  // the names of an older got, which throw
  const gone = new Set(['searchParameters', 'followRedirects', 'auth']);
  const names = [...options, ...inner, ...hooks, ...retry].filter((name) => !gone.has(name));
  expect(missing('got.md', names)).toEqual([]);
});

test('got: what its default export has', () => {
  expect(missing('got.md', Object.keys(got))).toEqual([]);
});

test('ky: the options, and what its default export has', () => {
  const options = membersOf(declaration(types.ky, /^export type KyOptions/m), ' {4}');
  const retry = membersOf(declaration(types.kyRetry, /^export type RetryOptions/m), ' {4}');
  const hooks = membersOf(declaration(types.kyHooks, /^export type Hooks|^export interface Hooks/m), ' {4}');
  const exported = [...Object.keys(kyModule), ...Object.keys(kyModule.default)].filter((name) => name !== 'default');
  expect(missing('ky.md', [...options, ...retry, ...hooks, ...exported])).toEqual([]);
});

test('fetch: the options, and the fields of a response', () => {
  const options =
    'method headers body mode credentials cache redirect referrer referrerPolicy integrity keepalive signal duplex priority window';
  const fields = Object.getOwnPropertyNames(Response.prototype).filter((name) => name !== 'constructor');
  expect(missing('fetch.md', [...options.split(' '), ...fields])).toEqual([]);
});

test('Requests: what its API documentation has', () => {
  const names = `request get options head post put patch delete
    params data json headers cookies files auth timeout allow_redirects proxies hooks stream verify cert
    Session trust_env max_redirects adapters mount get_adapter close send prepare_request merge_environment_settings
    get_redirect_target resolve_redirects rebuild_auth rebuild_method rebuild_proxies should_strip_auth
    Request prepare register_hook deregister_hook
    PreparedRequest method url body path_url copy prepare_url prepare_headers prepare_body prepare_auth prepare_cookies prepare_hooks
    prepare_content_length prepare_method
    status_code reason ok encoding apparent_encoding content text raw history links next elapsed is_redirect is_permanent_redirect
    raise_for_status iter_content iter_lines
    HTTPBasicAuth HTTPProxyAuth HTTPDigestAuth AuthBase HTTPAdapter BaseAdapter build_response cert_verify init_poolmanager
    proxy_manager_for proxy_headers request_url add_headers get_connection get_connection_with_tls_context
    RequestsCookieJar CookieConflictError get_dict list_domains list_paths multiple_domains
    dict_from_cookiejar add_dict_to_cookiejar cookiejar_from_dict get_encodings_from_content get_encoding_from_headers
    get_unicode_from_response codes CaseInsensitiveDict
    RequestException ConnectionError HTTPError URLRequired TooManyRedirects ConnectTimeout ReadTimeout Timeout JSONDecodeError
    InvalidJSONError ProxyError SSLError MissingSchema InvalidSchema InvalidURL InvalidHeader InvalidProxyURL ChunkedEncodingError
    ContentDecodingError StreamConsumedError RetryError UnrewindableBodyError`;
  expect(missing('requests.md', names.split(/\s+/))).toEqual([]);
});
