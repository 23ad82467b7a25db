import { InvalidOptionError } from './errors.ts';
import { expectResponse, kindOf } from './expect.ts';
import type { Hooks, ResponseHook, SendOptions } from './options.ts';
import type { Response } from './response.ts';

/** Hooks as they are held: a list for each event. Source: `requests.hooks`. */
export interface HookLists {
  response: ResponseHook[];
}

/** The lists with nothing in them. */
export function defaultHooks(): HookLists {
  return { response: [] };
}

/** Checks that there is such an event. @throws {InvalidOptionError} naming one that there isn't (HOOK-5) */
function checkEvent(event: string): asserts event is keyof HookLists {
  if (event !== 'response') {
    throw new InvalidOptionError(
      `Unsupported event specified, with event name ${typeof event === 'string' ? `"${event}"` : kindOf(event)}; "response" is the only one`,
    );
  }
}

/** A function or a list of them; what is no function is passed over (HOOK-4). */
function functionsOf(hooks: unknown): ResponseHook[] {
  if (typeof hooks === 'function') return [hooks as ResponseHook];
  if (hooks !== null && typeof hooks === 'object' && Symbol.iterator in hooks) {
    return [...(hooks as Iterable<unknown>)].filter((hook) => typeof hook === 'function') as ResponseHook[];
  }
  return [];
}

/** Adds hooks to an event of `lists`. */
export function registerHook(lists: HookLists, event: string, hooks: unknown): void {
  checkEvent(event);
  lists[event].push(...functionsOf(hooks));
}

/** Takes one hook away again; `false` where it was not there. */
export function deregisterHook(lists: HookLists, event: string, hook: unknown): boolean {
  checkEvent(event);
  const at = lists[event].indexOf(hook as ResponseHook);
  if (at >= 0) lists[event].splice(at, 1);
  return at >= 0;
}

/** Lists of their own from whatever a caller gave. */
export function normalizeHooks(hooks: Hooks | HookLists | null | undefined): HookLists {
  const lists = defaultHooks();
  if (hooks === null || hooks === undefined) return lists;
  if (typeof hooks !== 'object') throw new InvalidOptionError(`hooks is { response: hook }, not ${typeof hooks}`);
  for (const [event, given] of Object.entries(hooks)) registerHook(lists, event, given);
  return lists;
}

/** Whether there is none. */
export function isHookless(lists: HookLists): boolean {
  return Array.isArray(lists.response) && lists.response.length === 0;
}

/** A call's hooks stand in the place of the session's: together they would run what the caller meant to replace (HOOK-7). */
export function mergeHooks(call: HookLists, session: Hooks | null | undefined): HookLists {
  const own = Array.isArray(call?.response) ? call : normalizeHooks(call);
  return own.response.length > 0 ? own : normalizeHooks(session);
}

/** Runs the hooks one after the other; what one of them returns stands in the response's place from there on. */
export async function dispatchHooks(
  hooks: readonly ResponseHook[],
  response: Response,
  options: SendOptions,
): Promise<Response> {
  let current = response;
  for (const hook of hooks) {
    const given = await hook(current, options);
    if (given === undefined || given === null) continue;
    expectResponse(given, 'what a hook gives back');
    current = given;
  }
  return current;
}
