/** Vercel's edge runtime, as the vm that it is: runs one script, with none of Node's own globals. */
import { EdgeVM } from '@edge-runtime/vm';

/**
 * Runs a script (no module) in a fresh vm.
 * @returns what it leaves in `globalThis.result`; a promise is waited for
 */
export async function runInEdge<T>(script: string): Promise<T> {
  const vm = new EdgeVM();
  vm.evaluate(script);
  return (await vm.evaluate<Promise<T>>('globalThis.result')) as T;
}
