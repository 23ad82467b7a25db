// Steps that send: request, verb, send_prepared, walk.
import type { CaseStep } from '../../case.ts';
import { attempt } from '../attempt.ts';
import { callOptions } from '../call-options.ts';
import { type CaseContext, sessionOf } from '../context.ts';
import { mountAdapter } from '../make-session.ts';
import { call, type SessionLike } from '../package.ts';
import { liveValue } from '../tags.ts';
import { respond } from './respond.ts';

/** The case's session, else the module's own functions, else a session for one call that has the adapter asked for. */
function caller(context: CaseContext): object {
  if (context.session) return context.session;
  return context.adapter ? mountAdapter(context, new context.requests.Session()) : context.requests;
}

export function request(context: CaseContext, step: CaseStep): Promise<object> {
  const via = caller(context);
  const options = callOptions(context, step.options);
  return respond(context, step, () => call(via, 'request', step.method ?? 'GET', step.url, options));
}

export function verb(context: CaseContext, step: CaseStep): Promise<object> {
  const via = caller(context);
  const { data, ...rest } = callOptions(context, step.options);
  const options = data === undefined ? rest : { data, ...rest };
  return respond(context, step, () => call(via, String(step.method), step.url, options));
}

export function sendPrepared(context: CaseContext, step: CaseStep): Promise<object> {
  const options = callOptions(context, step.options);
  return respond(context, step, async () => {
    const session = sessionOf(context);
    const whole = new context.requests.Request(step.method ?? 'GET', step.url, options);
    const prepared = await session.prepareRequest(whole);
    for (const [field, value] of Object.entries(step.edit ?? {})) {
      if (field !== 'headers') Object.assign(prepared, { [field]: liveValue(context.requests, value) });
      else for (const [name, text] of Object.entries(value as object)) prepared.headers.set(name, text);
    }
    return session.send(prepared, callOptions(context, step.send));
  });
}

/** Redirects followed by hand, by `next`. */
export function walk(context: CaseContext, step: CaseStep): Promise<object> {
  const options = callOptions(context, step.options);
  return attempt(async () => {
    const session: SessionLike = sessionOf(context);
    let response = await session.request(step.method ?? 'GET', step.url, { allowRedirects: false, ...options });
    const seen = [[response.statusCode, response.url]];
    while (response.next) {
      response = await session.send(response.next, { allowRedirects: false });
      seen.push([response.statusCode, response.url]);
    }
    return seen;
  });
}
