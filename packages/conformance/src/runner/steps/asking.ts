// Steps that ask for a value: call, code, adapter, strip_auth, environment, session_cookies, and wait.
import type { CaseStep } from '../../case.ts';
import { attempt } from '../attempt.ts';
import { camelCase } from '../camel-case.ts';
import { type CaseContext, sessionOf } from '../context.ts';
import { call } from '../package.ts';
import { showJar, showValue } from '../show-value.ts';
import { liveValue } from '../tags.ts';

/** A function of `utils` or `cookies`. */
export function callFunction(context: CaseContext, step: CaseStep): Promise<object> {
  const { requests } = context;
  return attempt(async () => {
    const name = camelCase(String(step.fn));
    // What Python has in `requests.cookies` is among the utilities or at the top here.
    const holder = requests[step.module === 'cookies' ? 'utils' : String(step.module)] as
      | Record<string, unknown>
      | undefined;
    const values = (step.args as unknown[]).map((value) => liveValue(requests, value) ?? undefined);
    const value = showValue(requests, await call(holder?.[name] ? holder : requests, name, ...values));
    if (step.fn === 'default_user_agent') return (value as string).replace(/\/[^/]*$/, '/{version}');
    if (step.fn !== 'get_environ_proxies') return value;
    const { no: _no, ...proxies } = value as Record<string, unknown>; // what Python makes of NO_PROXY
    return proxies;
  });
}

export function code(context: CaseContext, step: CaseStep): Promise<object> {
  return attempt(() => context.requests.codes[String(step.name)] ?? null);
}

/** Which of the adapters mounted is taken for each URL. */
export function adapter(context: CaseContext, step: CaseStep): Promise<object> {
  return attempt(() => {
    const session = sessionOf(context);
    const labels = new Map<object, unknown>();
    for (const [prefix, label] of Object.entries(step.mount as object)) {
      const mounted = new context.requests.HTTPAdapter();
      labels.set(mounted, label);
      session.mount(prefix, mounted);
    }
    return (step.urls as unknown[]).map((url) => labels.get(session.getAdapter(url)) ?? 'default');
  });
}

export function stripAuth(context: CaseContext, step: CaseStep): Promise<object> {
  return attempt(() => sessionOf(context).shouldStripAuth(step.old, step.new));
}

export function environment(context: CaseContext, step: CaseStep): Promise<object> {
  return attempt(async () => {
    const { url, proxies, stream, verify, cert } = step;
    const merged = (await sessionOf(context).mergeEnvironmentSettings(
      ...[url, proxies ?? {}, stream ?? undefined, verify ?? undefined, cert ?? undefined],
    )) as Record<string, unknown>;
    // `no` is what Python makes of NO_PROXY.
    const { no: _no, ...others } = showValue(context.requests, merged.proxies ?? {}) as Record<string, unknown>;
    const { stream: streamed = false, verify: verified = null, cert: certificate = null } = merged;
    return { proxies: others, stream: streamed ?? false, verify: verified, cert: certificate };
  });
}

export async function sessionCookies(context: CaseContext): Promise<object> {
  return { value: showJar(sessionOf(context).cookies) };
}

export async function wait(_context: CaseContext, step: CaseStep): Promise<object> {
  await new Promise((resolve) => setTimeout(resolve, step.ms as number));
  return { value: null };
}
