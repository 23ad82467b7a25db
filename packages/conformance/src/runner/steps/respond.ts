import type { CaseStep } from '../../case.ts';
import { attempt } from '../attempt.ts';
import type { CaseContext } from '../context.ts';
import type { ResponseLike } from '../package.ts';
import { showResponse, type Want } from '../show-response.ts';

/** Makes a call that gives a response, and shows that or the error. */
export async function respond(context: CaseContext, step: CaseStep, send: () => unknown): Promise<object> {
  const got = await attempt(send);
  if ('error' in got) return got;
  return { response: await showResponse(context.requests, got.value as ResponseLike, step.want as Want | undefined) };
}
