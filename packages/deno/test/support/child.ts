// Runs in Deno: a function that comes in by stdin, with the package as its users have it. What it gives goes out as JSON.
import * as beckon from '../../../beckon/src/entries/deno.ts';

const { source, args } = JSON.parse(await new Response(stdin()).text()) as { source: string; args: unknown };
// biome-ignore lint/security/noGlobalEval: it is a test's own code
const run = globalThis.eval(`(${source})`) as (tools: object, args: unknown) => unknown;
console.log(`\n${JSON.stringify((await run({ ...beckon, failure, open }, args)) ?? null)}`);
// connections that are kept would keep Deno alive
(globalThis as unknown as { Deno: { exit(): void } }).Deno.exit();

function stdin(): ReadableStream<Uint8Array<ArrayBuffer>> {
  return (globalThis as unknown as { Deno: { stdin: { readable: ReadableStream<Uint8Array<ArrayBuffer>> } } }).Deno
    .stdin.readable;
}

function open(init: beckon.SessionInit = {}, settings: beckon.DenoAdapterInit = {}): beckon.Session {
  const adapter = new beckon.DenoAdapter(settings);
  return new beckon.Session({ ...init, adapters: { 'http://': adapter, 'https://': adapter } });
}

/** What a promise rejects with, as far as JSON can tell. `shown` is all that a log would have of it. */
async function failure(promise: Promise<unknown>): Promise<object> {
  try {
    await promise;
  } catch (error) {
    const {
      name,
      message,
      nothingSent = false,
      request,
    } = error as Error & { nothingSent?: boolean; request?: unknown };
    const { Deno } = globalThis as unknown as { Deno: { inspect(value: unknown): string } };
    return {
      name,
      message,
      nothingSent,
      hasRequest: request instanceof beckon.PreparedRequest,
      shown: Deno.inspect(error),
    };
  }
  throw new Error('it did not fail');
}
