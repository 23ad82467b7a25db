import { inspect } from 'node:util';
import { RequestException } from '../../../packages/beckon/src/index.ts';

/** The error of a call that has to fail, with all that can be seen of it: what is secret must not be there. */
export async function failure(call: Promise<unknown>): Promise<RequestException & { readonly everything: string }> {
  let error: unknown;
  try {
    await call;
  } catch (reason) {
    error = reason;
  }
  if (!(error instanceof RequestException)) {
    throw new Error(error === undefined ? 'the call did not fail' : `no RequestException: ${String(error)}`, {
      cause: error,
    });
  }
  return Object.assign(error, { everything: `${String(error.stack)}\n${inspect(error, { depth: 8 })}` });
}
