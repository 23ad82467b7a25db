import { InvalidOptionError } from './errors.ts';
import { expectObject, expectResponse, kindOf } from './expect.ts';
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

/** The list of an event. @throws {InvalidOptionError} naming one that there isn't (HOOK-5) */
function listOf(lists: HookLists, event: string): ResponseHook[] {
  if (event === 'response') return lists.response;
  const name = typeof event === 'string' ? `"${event}"` : kindOf(event);
  throw new InvalidOptionError(`Unsupported event specified, with event name ${name}; "response" is the only one`);
}

/** Adds hooks to an event of `lists`: a function or several; what is no function is passed over (HOOK-4). */
export function registerHook(lists: HookLists, event: string, hooks: unknown): void {
  const list = listOf(lists, event);
  const given =
    typeof hooks === 'object' && hooks && Symbol.iterator in hooks ? [...(hooks as Iterable<unknown>)] : [hooks];
  list.push(...(given.filter((hook) => typeof hook === 'function') as ResponseHook[]));
}

/** Takes one hook away again; `false` where it was not there. */
export function deregisterHook(lists: HookLists, event: string, hook: unknown): boolean {
  const list = listOf(lists, event);
  const at = list.indexOf(hook as ResponseHook);
  if (at >= 0) list.splice(at, 1);
  return at >= 0;
}

/** Lists of their own from whatever a caller gave. */
export function normalizeHooks(hooks: Hooks | HookLists | null | undefined): HookLists {
  const lists = defaultHooks();
  if (hooks === null || hooks === undefined) return lists;
  expectObject(hooks, 'hooks, as { response: hook },');
  for (const [event, given] of Object.entries(hooks)) registerHook(lists, event, given);
  return lists;
}

/** A call's hooks stand in the place of the session's: together they would run what the caller meant to replace (HOOK-7). */
export function mergeHooks(
  call: Hooks | HookLists | null | undefined,
  session: Hooks | null | undefined,
): readonly ResponseHook[] {
  const own = call ? normalizeHooks(call).response : [];
  if (own.length > 0) return own;
  const ofSession = session?.response;
  // the usual case goes quickly; another may have been set by hand, to anything
  return Array.isArray(ofSession) && ofSession.length === 0 ? ofSession : normalizeHooks(session).response;
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
