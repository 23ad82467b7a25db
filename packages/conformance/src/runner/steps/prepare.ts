import type { CaseStep } from '../../case.ts';
import { attempt } from '../attempt.ts';
import { callOptions } from '../call-options.ts';
import { camelCase } from '../camel-case.ts';
import type { CaseContext } from '../context.ts';
import { call, type PreparedLike } from '../package.ts';
import { showPrepared } from '../show-prepared.ts';
import { liveValue } from '../tags.ts';

/** Prepares a request, then makes the step's calls on it; after `copy` they are the copy's, and `original` shows what was copied. */
export async function prepare(context: CaseContext, step: CaseStep): Promise<object> {
  const { requests } = context;
  const options = callOptions(context, step.options);
  const got = await attempt(async () => {
    let prepared = await prepareFirst(context, step, options);
    let original: PreparedLike | undefined;
    for (const [name, values] of (step.calls ?? []) as [string, unknown[]][]) {
      if (name === 'copy') {
        original = prepared;
        prepared = call(prepared, 'copy') as PreparedLike;
      } else await call(prepared, camelCase(name), ...values.map((value) => liveValue(requests, value)));
    }
    const shown = { prepared: await showPrepared(requests, prepared) };
    return original ? { ...shown, original: await showPrepared(requests, original) } : shown;
  });
  return 'error' in got ? got : (got.value as object);
}

async function prepareFirst(context: CaseContext, step: CaseStep, options: object): Promise<PreparedLike> {
  const { requests, session } = context;
  const method = step.method ?? 'GET';
  if (step.bare) {
    const prepared = new requests.PreparedRequest();
    await call(prepared, 'prepare', { method, url: step.url, ...options });
    return prepared;
  }
  const request = new requests.Request(method, step.url, options);
  return session ? session.prepareRequest(request) : request.prepare();
}
