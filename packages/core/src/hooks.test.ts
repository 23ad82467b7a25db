import { describe, expect, it } from 'vitest';
import { InvalidOptionError, RequestException } from './errors.ts';
import { deregisterHook, dispatchHooks, mergeHooks, normalizeHooks, registerHook } from './hooks.ts';
import type { ResponseHook } from './options.ts';
import { Response } from './response.ts';

const named =
  (name: string, log: string[]): ResponseHook =>
  () => {
    log.push(name);
  };

describe('hooks', () => {
  it('takes one function, or a list of them, and passes over what is no function', () => {
    const log: string[] = [];
    const one = named('one', log);
    expect(normalizeHooks({ response: one }).response).toEqual([one]);
    expect(normalizeHooks({ response: [one, 'nothing' as never, one] }).response).toEqual([one, one]);
    expect(normalizeHooks(null).response).toEqual([]);
  });

  it('names an event that there is not', () => {
    expect(() => normalizeHooks({ request: () => {} } as never)).toThrow(/"request"/);
    expect(() => registerHook(normalizeHooks(null), 'nope', () => {})).toThrow(RequestException);
    expect(() => normalizeHooks('x' as never)).toThrow(InvalidOptionError);
  });

  it('takes a hook away again, and says whether it was there', () => {
    const hook = named('x', []);
    const lists = normalizeHooks({ response: hook });
    expect(deregisterHook(lists, 'response', hook)).toBe(true);
    expect(deregisterHook(lists, 'response', hook)).toBe(false);
  });

  it("puts a call's hooks in the place of the session's", () => {
    const [call, session] = [named('call', []), named('session', [])];
    expect(mergeHooks({ response: call }, { response: session })).toEqual([call]);
    expect(mergeHooks(null, { response: session })).toEqual([session]);
  });

  it('runs them in order, awaits each, and goes on with what one of them returns', async () => {
    const log: unknown[] = [];
    const other = new Response({ statusCode: 299 });
    const hooks: ResponseHook[] = [
      async (r) => {
        await Promise.resolve();
        log.push(r.statusCode);
      },
      () => other,
      (r) => {
        log.push(r.statusCode);
        return null;
      },
    ];
    expect(await dispatchHooks(hooks, new Response({ statusCode: 200 }), {})).toBe(other);
    expect(log).toEqual([200, 299]);
  });
});
