import { inspect } from 'node:util';
import { RequestException } from '../../src/index.ts';

/** The error of what fails, which is one of the tree. */
export async function failure(work: unknown | (() => unknown)): Promise<RequestException> {
  let value: unknown;
  try {
    value = await (typeof work === 'function' ? work() : work);
  } catch (error) {
    if (error instanceof RequestException) return error;
    throw new Error(`no error of the tree: ${inspect(error)}`, { cause: error });
  }
  throw new Error(`nothing was thrown; it gave ${inspect(value)}`);
}

/** All the ways in which a value shows itself in a log. */
export function shown(value: unknown): string {
  const texts = [inspect(value, { depth: 8, showHidden: false }), String(value), JSON.stringify(value) ?? ''];
  for (let error = value; error instanceof Error; error = error.cause) {
    texts.push(error.message, error.stack ?? '', inspect(error, { depth: 8 }), JSON.stringify(error));
  }
  return texts.join('\n');
}
