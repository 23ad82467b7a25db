/** Vercel's edge runtime, as the vm that it is: runs one script (no module), with none of Node's own globals. */
import { EdgeVM } from '@edge-runtime/vm';

/** A vm in which a script was run. */
export class EdgePlace {
  readonly #vm = new EdgeVM();

  constructor(script: string) {
    this.#vm.evaluate(script);
  }

  /** Calls a function that the script left in `globalThis`, with one value of JSON, and gives what it settles with. */
  async call<T>(name: string, value: unknown): Promise<T> {
    const text = JSON.stringify(JSON.stringify(value));
    const answer = await this.#vm.evaluate<Promise<string>>(
      `globalThis.${name}(JSON.parse(${text})).then((value) => JSON.stringify(value))`,
    );
    return JSON.parse(answer) as T;
  }
}

/**
 * Runs a script in a fresh vm.
 * @returns what it leaves in `globalThis.result`; a promise is waited for
 */
export async function runInEdge<T>(script: string): Promise<T> {
  const vm = new EdgeVM();
  vm.evaluate(script);
  return vm.evaluate<Promise<T>>('globalThis.result');
}
