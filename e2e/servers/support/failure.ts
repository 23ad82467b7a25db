import { RequestException } from '../../../packages/beckon/src/index.ts';

/** The error of a call that has to fail, with the message of each error behind it. */
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
  return Object.assign(error, { everything: `${String(error.stack)}\n${messages(error.cause)}` });
}

function messages(error: unknown): string {
  return error instanceof Error ? `${String(error.stack)}\n${JSON.stringify(error)}\n${messages(error.cause)}` : '';
}
