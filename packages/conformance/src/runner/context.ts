import type { RequestsPackage, SessionLike } from './package.ts';

/** What the steps of one case share. */
export interface CaseContext {
  readonly requests: RequestsPackage;
  /** The adapter to mount for both schemes in place of the package's own choice. */
  readonly adapter: string | undefined;
  readonly caPath: string;
  /** The case's session; without one the module's own functions are called. */
  session: SessionLike | undefined;
  /** What the hooks of the case saw: their kind and the status. */
  readonly hookLog: [string, unknown][];
}

/** The session of a step that needs one. Without it the case is at fault: no error that a case may expect (compare-error.ts). */
export function sessionOf(context: CaseContext): SessionLike {
  if (!context.session) throw new ReferenceError('the step needs a session, the case has none');
  return context.session;
}
