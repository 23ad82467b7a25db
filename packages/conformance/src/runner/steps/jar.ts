import type { CaseStep } from '../../case.ts';
import { type Attempt, attempt } from '../attempt.ts';
import { camelCase } from '../camel-case.ts';
import type { CaseContext } from '../context.ts';
import { call, type JarLike } from '../package.ts';
import { showCookie, showJar, showValue } from '../show-value.ts';
import { cookieOptions, liveValue } from '../tags.ts';

/** A chain of calls on an empty `RequestsCookieJar`: name, arguments, keyword arguments. Python's operators stand for methods. */
export async function jar(context: CaseContext, step: CaseStep): Promise<object> {
  const cookies = new context.requests.RequestsCookieJar();
  const results: Attempt[] = [];
  for (const [name, values, keywords] of step.calls as [string, unknown[], Record<string, unknown>?][]) {
    results.push(await attempt(() => callJar(context, cookies, name, values, cookieOptions(keywords ?? {}))));
  }
  return { value: results, jar: showJar(cookies) };
}

type Options = Readonly<Record<string, unknown>>;

function callJar(
  context: CaseContext,
  cookies: JarLike,
  name: string,
  raw: readonly unknown[],
  options: Options,
): unknown {
  const values = raw.map((value) => liveValue(context.requests, value));
  const [first, second] = values;
  const given = Object.keys(options).length > 0 ? [options] : [];
  const showResult = (value: unknown): unknown => showValue(context.requests, value);
  switch (name) {
    case '[]':
      return showResult(call(cookies, 'get', first));
    case '[]=':
      call(cookies, 'set', first, second);
      return null;
    case 'del':
      call(cookies, 'delete', first);
      return null;
    case 'in':
      return call(cookies, 'has', first);
    case 'len':
      return cookies.size;
    case 'iter':
      return [...cookies].map(showCookie);
    case 'set':
      call(cookies, 'set', first, second, ...given);
      return null;
    case 'get':
      return showResult(call(cookies, 'get', first, second === undefined ? options : { default: second, ...options }));
    case 'clear':
      // Gives undefined: shown in place of null, it tells that nothing was thrown.
      call(cookies, 'clear', raw.length > 0 ? { domain: raw[0], path: raw[1], name: raw[2], ...options } : given[0]);
      return undefined;
    case 'update':
    case 'set_cookie':
      call(cookies, camelCase(name), ...values);
      return null;
    case 'get_dict':
      return showResult(
        call(cookies, 'getDict', raw.length > 0 ? { domain: raw[0], path: raw[1], ...options } : given[0]),
      );
    default:
      return showResult(call(cookies, camelCase(name), ...values, ...given));
  }
}
