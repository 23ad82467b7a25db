import type { CaseStep } from '../../case.ts';
import { type Attempt, attempt } from '../attempt.ts';
import { camelCase } from '../camel-case.ts';
import type { CaseContext } from '../context.ts';
import { call, type HeadersLike } from '../package.ts';
import { showValue } from '../show-value.ts';
import { liveValue } from '../tags.ts';

/** A chain of calls on a `CaseInsensitiveDict`: name and arguments. Python's operators stand for methods. */
export async function dict(context: CaseContext, step: CaseStep): Promise<object> {
  const { requests } = context;
  const fields = new requests.CaseInsensitiveDict(liveValue(requests, step.from ?? {}));
  const results: Attempt[] = [];
  for (const [name, values] of step.calls as [string, unknown[]][]) {
    results.push(await attempt(() => callDict(context, fields, name, values)));
  }
  return { value: results, items: [...fields] };
}

function callDict(context: CaseContext, fields: HeadersLike, name: string, values: readonly unknown[]): unknown {
  const [first, second] = values;
  const live = (): unknown[] => values.map((value) => liveValue(context.requests, value));
  switch (name) {
    case '[]':
      return call(fields, 'get', first) ?? null;
    case '[]=':
      call(fields, 'set', first, second);
      return null;
    case 'del':
      call(fields, 'delete', first);
      return null;
    case 'in':
      return call(fields, 'has', first);
    case 'len':
      return (fields as unknown as { size: unknown }).size;
    case '==':
      return call(fields, 'equals', live()[0]);
    case 'get':
      return call(fields, 'get', first) ?? second ?? null;
    case 'copy':
      return [...(call(fields, 'copy') as HeadersLike)];
    case 'keys':
    case 'values':
    case 'lower_items':
      return [...(call(fields, camelCase(name)) as Iterable<unknown>)];
    case 'items':
      return [...(call(fields, 'entries') as Iterable<unknown>)];
    case 'update':
    case 'clear':
      call(fields, name, ...live());
      return null;
    default:
      return showValue(context.requests, call(fields, camelCase(name), ...values)) ?? null;
  }
}
