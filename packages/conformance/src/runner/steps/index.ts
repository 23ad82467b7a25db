import type { CaseStep } from '../../case.ts';
import type { CaseContext } from '../context.ts';
import * as asking from './asking.ts';
import { dict } from './dict.ts';
import { jar } from './jar.ts';
import { prepare } from './prepare.ts';
import * as requesting from './requesting.ts';

type Step = (context: CaseContext, step: CaseStep) => Promise<object>;

const STEPS: ReadonlyMap<string, Step> = new Map<string, Step>([
  ['request', requesting.request],
  ['verb', requesting.verb],
  ['send_prepared', requesting.sendPrepared],
  ['walk', requesting.walk],
  ['prepare', prepare],
  ['jar', jar],
  ['dict', dict],
  ['call', asking.callFunction],
  ['code', asking.code],
  ['adapter', asking.adapter],
  ['strip_auth', asking.stripAuth],
  ['environment', asking.environment],
  ['session_cookies', asking.sessionCookies],
  ['wait', asking.wait],
]);

/** Does one step of a case, and shows what came of it. */
export async function runStep(context: CaseContext, step: CaseStep): Promise<object> {
  const run = STEPS.get(step.do);
  if (!run) throw new Error(`no such step: ${step.do}`);
  return run(context, step);
}
