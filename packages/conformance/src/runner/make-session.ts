import { callOptions } from './call-options.ts';
import { camelCase, camelKeys } from './camel-case.ts';
import type { CaseContext } from './context.ts';
import { call, classOf, type SessionLike } from './package.ts';
import { liveValue } from './tags.ts';

/** Mounts the adapter that the run asks for, if any, for both schemes. */
export function mountAdapter(context: CaseContext, session: SessionLike): SessionLike {
  if (context.adapter) {
    const adapter = new (classOf(context.requests, context.adapter))();
    session.mount('http://', adapter);
    session.mount('https://', adapter);
  }
  return session;
}

/** The session of a case, with its settings. */
export function makeSession(context: CaseContext, settings: Readonly<Record<string, unknown>>): SessionLike {
  const session = mountAdapter(context, new context.requests.Session());
  for (const [name, value] of Object.entries(settings)) applySetting(context, session, name, value);
  return session;
}

function applySetting(context: CaseContext, session: SessionLike, name: string, value: unknown): void {
  const { requests } = context;
  if (name === 'headers') {
    for (const [header, text] of Object.entries(value as object)) session.headers.set(header, text);
  } else if (name === 'replace_headers') {
    session.headers = new requests.CaseInsensitiveDict(value);
  } else if (name === 'cookies') {
    call(session.cookies, 'update', liveValue(requests, value));
  } else if (name === 'mount') {
    const Adapter = classOf(requests, context.adapter ?? 'HTTPAdapter');
    for (const [prefix, init] of Object.entries(value as object)) {
      session.mount(prefix, new Adapter(camelKeys(liveValue(requests, init) as object)));
    }
  } else Object.assign(session, { [camelCase(name)]: callOptions(context, { [name]: value })[camelCase(name)] });
}
